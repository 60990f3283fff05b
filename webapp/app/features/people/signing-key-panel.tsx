import type { SigningKeyView } from '@cashbacktv/contract'
import { useNavigation } from '@remix-run/react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import type { ApiProblem } from '../../shared/domain/api-problem.ts'
import { problemAt } from '../../shared/domain/field-problems.ts'
import { Button } from '../../ui/button.tsx'
import { Instant } from '../../ui/elapsed.tsx'
import { KeptForm } from '../../ui/kept-form.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { OwnPassword } from './own-password.tsx'

/** What came of replacing the key: what was wrong, or null. */
export type KeyAnswer = { ofKey: ApiProblem | null }

type SigningKeyPanelProps = { view: SigningKeyView; answer: KeyAnswer | null }

/** Replaces the key that signs log-ins, as after a copy of the database got into wrong hands. */
export function SigningKeyPanel({ view, answer }: SigningKeyPanelProps) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const busy = useNavigation().formMethod === 'POST'
  const problem = answer?.ofKey ?? null
  const details = problem?.details ?? []
  const { formerCountsUntil: until, isGiven } = view
  return (
    <Panel title={t('signingKey.title')} hint={t('signingKey.hint')}>
      <div className="grid gap-4">
        <ProblemNotice>{problem && details.length === 0 && apiText.problem(problem)}</ProblemNotice>
        {answer && !problem ? (
          <Notice tone="good" role="status">
            {t('signingKey.replaced')}
          </Notice>
        ) : null}
        {until ? (
          <p className="text-sm">
            {t('signingKey.former')} <Instant at={until} dateToo />.
          </p>
        ) : null}
        {isGiven ? (
          <p className="text-sm">{t('signingKey.given')}</p>
        ) : (
          <KeptForm
            saved={answer && !problem ? until : null}
            method="post"
            noValidate
            className="grid max-w-sm gap-4"
          >
            <input type="hidden" name="intent" value="signingKey" />
            <p className="text-sm">{t('signingKey.text')}</p>
            <OwnPassword problem={apiText.field(problemAt(details, 'password'))} />
            <Button type="submit" aria-disabled={busy} className="justify-self-start">
              {t('signingKey.replace')}
            </Button>
          </KeptForm>
        )}
      </div>
    </Panel>
  )
}
