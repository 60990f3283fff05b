import type { FieldProblem } from '@cashbacktv/contract'

/** The first problem of a field. */
export function problemAt(
  problems: readonly FieldProblem[],
  path: string,
): FieldProblem | undefined {
  return problems.find((problem) => problem.path === path)
}

/** The first problem of a field that holds a list, whichever of its words it is of. */
export function problemWithin(
  problems: readonly FieldProblem[],
  path: string,
): FieldProblem | undefined {
  return problems.find((problem) => problem.path === path || problem.path.startsWith(`${path}.`))
}
