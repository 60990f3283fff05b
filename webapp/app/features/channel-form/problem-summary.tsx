import type { FieldProblem } from '@cashbacktv/contract'
import { useTranslation } from 'react-i18next'
import { useApiText } from '../../i18n/use-api-text.ts'
import type { ApiProblem } from '../../shared/domain/api-problem.ts'
import { otherProblems } from '../../shared/domain/field-problems.ts'
import { Notice } from '../../ui/notice.tsx'
import { SHOWN_PATHS } from './domain/channel-form.ts'

/** That something is wrong, with what no field of the form shows. */
export function ProblemSummary(props: { problem: ApiProblem | null; problems: FieldProblem[] }) {
  const { t } = useTranslation()
  const apiText = useApiText()
  if (!props.problem) return null
  const others = otherProblems(props.problems, SHOWN_PATHS)
  return (
    <Notice tone="bad" role="alert" className="2xl:col-span-2">
      <p>{props.problems.length > 0 ? t('form.problems') : apiText.problem(props.problem)}</p>
      {others.map((problem) => (
        <p key={problem.path}>
          <code className="font-mono">{problem.path}</code>: {apiText.field(problem)}
        </p>
      ))}
    </Notice>
  )
}
