import type { FieldProblem } from '@cashbacktv/contract'
import { useEffect } from 'react'
import { useApiText } from '../i18n/use-api-text.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import type { ApiProblem } from './domain/api-problem.ts'

/** What a field of the form needs to show what is wrong with it. */
export type FieldState = { problem: string | undefined; autoFocus: boolean }

/**
 * What is wrong with a form that was refused, for each of its fields. The first of them in `paths`,
 * which are in the order of the form, has the focus; `rest` says what is wrong with none of them.
 */
export function useFieldProblems(problem: ApiProblem | null, paths: readonly string[]) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const details = problem?.details ?? []
  const first = paths.find((path) => details.some((detail) => isOf(detail, path)))
  const isElsewhere = details.some((detail) => !paths.some((path) => isOf(detail, path)))
  useEffect(() => {
    if (!problem) return
    document.querySelector<HTMLElement>('main [aria-invalid="true"]')?.focus()
  }, [problem])
  const textOf = (path: string): string | undefined => {
    const detail = details.find((one) => isOf(one, path))
    if (!detail) return undefined
    const at = /^\.(\d+)$/.exec(detail.path.slice(path.length))
    const text = apiText.field(detail)
    return at ? t('fieldProblem.ofLine', { line: Number(at[1]) + 1, text }) : text
  }
  return {
    at: (path: string): FieldState => ({ problem: textOf(path), autoFocus: path === first }),
    rest: problem && (details.length === 0 || isElsewhere) ? apiText.problem(problem) : null,
  }
}

/** Whether it is of the field, or of something in it. */
function isOf(detail: FieldProblem, path: string): boolean {
  return detail.path === path || detail.path.startsWith(`${path}.`)
}
