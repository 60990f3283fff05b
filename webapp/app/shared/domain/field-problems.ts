import type { FieldProblem } from '@cashbacktv/contract'

/** The first problem of a field. */
export function problemAt(
  problems: readonly FieldProblem[],
  path: string,
): FieldProblem | undefined {
  return problems.find((problem) => problem.path === path)
}
