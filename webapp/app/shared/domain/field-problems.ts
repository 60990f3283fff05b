import type { FieldProblem } from '@cashbacktv/contract'

/** The first problem of a field. */
export function problemAt(
  problems: readonly FieldProblem[],
  path: string,
): FieldProblem | undefined {
  return problems.find((problem) => problem.path === path)
}

/** Problems that no field of a form shows, so that none is swallowed. `*` in a path is the place of a row. */
export function otherProblems(
  problems: readonly FieldProblem[],
  shown: readonly string[],
): FieldProblem[] {
  const known = new Set(shown)
  return problems.filter(({ path }) => !known.has(path.replace(/\.\d+(?=\.|$)/g, '.*')))
}
