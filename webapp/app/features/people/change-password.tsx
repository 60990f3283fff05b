import { useNavigation } from '@remix-run/react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import type { ApiProblem } from '../../shared/domain/api-problem.ts'
import { problemAt } from '../../shared/domain/field-problems.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { KeptForm } from '../../ui/kept-form.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { CodeField } from './code-field.tsx'
import { NewPassword } from './new-password.tsx'

type ChangePasswordProps = {
  email: string | null
  /** A second step is on, which this takes, too. */
  asksCode: boolean
  problem: ApiProblem | null
  saved: unknown
}

export function ChangePassword({ email, asksCode, problem, saved }: ChangePasswordProps) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const busy = useNavigation().formMethod === 'POST'
  const details = problem?.details ?? []
  const problemOf = (path: string) => apiText.field(problemAt(details, path))
  return (
    <Panel title={t('account.password')} hint={t('account.passwordHint')}>
      <KeptForm saved={saved} method="post" noValidate className="grid max-w-sm gap-4">
        <input type="hidden" name="intent" value="password" />
        <ProblemNotice>{problem && details.length === 0 && apiText.problem(problem)}</ProblemNotice>
        <Field label={t('account.current')} problem={problemOf('currentPassword')}>
          {(binding) => (
            <Input
              {...binding}
              name="currentPassword"
              type="password"
              autoComplete="current-password"
            />
          )}
        </Field>
        <NewPassword
          name="newPassword"
          label={t('account.next')}
          hint={t('account.nextHint')}
          problem={problemOf('newPassword')}
          email={email}
        />
        {asksCode ? <CodeField problem={problemOf('code')} /> : null}
        <Button type="submit" look="primary" aria-disabled={busy} className="justify-self-start">
          {t('account.change')}
        </Button>
      </KeptForm>
    </Panel>
  )
}
