import type { LoaderFunctionArgs } from '@remix-run/node'
import { type DocEntry, docEntries } from '../features/docs/doc-pages.server.ts'
import { apiOf } from '../shared/api.server.ts'
import { statusOfProblem, toApiProblem } from '../shared/domain/api-problem.ts'

export type PaletteDocs = { entries: readonly DocEntry[] }

/**
 * The documentation for the palette, of those who are logged in. Whoever is refused gets none, with the
 * status of the refusal, and is led nowhere: the page below may have a form that is filled in half.
 */
export async function loader({ context }: LoaderFunctionArgs): Promise<Response> {
  const [entries, status] = await apiOf(context)
    .auth.me.query()
    .then(
      () => [docEntries(), 200] as const,
      (failure: unknown) => [[], statusOfProblem(toApiProblem(failure))] as const,
    )
  const answer: PaletteDocs = { entries }
  return Response.json(answer, { status, headers: { 'cache-control': 'no-store' } })
}
