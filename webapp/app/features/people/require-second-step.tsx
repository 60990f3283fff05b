import type { SecondStepRule } from '@cashbacktv/contract'
import { useNavigation } from '@remix-run/react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import type { ApiProblem } from '../../shared/domain/api-problem.ts'
import { problemAt } from '../../shared/domain/field-problems.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/input.tsx'
import { KeptForm } from '../../ui/kept-form.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { RULES } from './domain/people.ts'
import { OwnPassword } from './own-password.tsx'

/** What came of changing the rule: what was wrong, or null; and what was chosen. */
export type RuleAnswer = { ofRule: ApiProblem | null; rule: SecondStepRule }

type RequireSecondStepProps = { rule: SecondStepRule; answer: RuleAnswer | null }

/** Of whom a second step is required. */
export function RequireSecondStep({ rule, answer }: RequireSecondStepProps) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const busy = useNavigation().formMethod === 'POST'
  const problem = answer?.ofRule ?? null
  const details = problem?.details ?? []
  const isSaved = answer !== null && !problem
  return (
    <Panel title={t('secondStep.require.title')} hint={t('secondStep.require.hint')}>
      <div className="grid gap-4">
        <ProblemNotice>{problem && details.length === 0 && apiText.problem(problem)}</ProblemNotice>
        {isSaved ? (
          <Notice tone="good" role="status">
            {t('secondStep.require.saved')}
          </Notice>
        ) : null}
        <KeptForm
          key={rule}
          saved={isSaved ? answer : null}
          method="post"
          noValidate
          className="grid max-w-sm gap-4"
        >
          <input type="hidden" name="intent" value="requireSecondStep" />
          <Field label={t('secondStep.require.who')}>
            {(binding) => (
              <Select {...binding} name="rule" defaultValue={problem ? answer?.rule : rule}>
                {RULES.map((one) => (
                  <option key={one} value={one}>
                    {t(`secondStep.require.${one}`)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <OwnPassword problem={apiText.field(problemAt(details, 'password'))} />
          <Button type="submit" aria-disabled={busy} className="justify-self-start">
            {t('secondStep.require.save')}
          </Button>
        </KeptForm>
      </div>
    </Panel>
  )
}
