import type { FieldProblem } from '@cashbacktv/contract'
import type { MouseEvent } from 'react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import type { ApiProblem } from '../../shared/domain/api-problem.ts'
import { Notice } from '../../ui/notice.tsx'
import { controlId, controlOf, firstMistake, inOrder } from './domain/form-parts.ts'
import { focusControl, PROBLEMS_ID } from './focus-control.ts'
import { useProblemName } from './use-problem-name.ts'

type ProblemSummaryProps = { problem: ApiProblem | null }

/** What is wrong, in the order of the form, each with a link to the field that mends it. */
export function ProblemSummary({ problem }: ProblemSummaryProps) {
  const { t } = useTranslation()
  const apiText = useApiText()
  if (!problem) return null
  const problems = inOrder(problem.details)
  const isFirst = problems.length === 0 || firstMistake(problems) === null
  return (
    <div
      id={PROBLEMS_ID}
      tabIndex={-1}
      {...(isFirst ? { autoFocus: true } : {})}
      className="rounded-md 2xl:col-span-2"
    >
      <Notice tone="bad" role="alert">
        {problems.length === 0 ? <p>{apiText.problem(problem)}</p> : null}
        {problems.length > 0 ? <p>{t('path.toFix', { count: problems.length })}</p> : null}
        {problems.length > 0 ? (
          <ul className="mt-1 grid gap-0.5">
            {problems.map((one) => (
              <li key={`${one.path} ${one.message}`}>
                <ProblemLine problem={one} />
              </li>
            ))}
          </ul>
        ) : null}
      </Notice>
    </div>
  )
}

function ProblemLine({ problem }: { problem: FieldProblem }) {
  const apiText = useApiText()
  const name = useProblemName()(problem.path)
  const control = controlOf(problem.path)
  const text = apiText.field(problem)
  if (control === null) {
    return (
      <>
        {name}: {text}
      </>
    )
  }
  const go = (event: MouseEvent) => {
    event.preventDefault()
    focusControl(control)
  }
  return (
    <>
      <a
        href={`#${controlId(control)}`}
        onClick={go}
        className="inline-block py-0.5 font-medium underline"
      >
        {name}
      </a>
      : {text}
    </>
  )
}
