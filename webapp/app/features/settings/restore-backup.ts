import type { RestoreMode, RestoreReport } from '@cashbacktv/contract'
import { fetchWithSession, takeUpSession } from '../../shared/browser-session.ts'
import { type ApiProblem, toApiProblem } from '../../shared/domain/api-problem.ts'
import { IN_ENGLISH } from '../../shared/in-english.ts'

export type RestoreAnswer = { report: RestoreReport } | { problem: ApiProblem } | { lost: true }

/** From here on sending it takes longer than an answer that the session has run out should. */
const LARGE_BYTES = 4 * 2 ** 20

/** Sends a backup to be restored, or to say what that would do. */
export async function restoreBackup(
  file: Blob,
  { mode, dryRun }: { mode: RestoreMode; dryRun: boolean },
): Promise<RestoreAnswer> {
  const query = new URLSearchParams({ mode, dryRun: String(dryRun) })
  try {
    // What is refused before all of it was sent may arrive as a connection that broke.
    if (file.size > LARGE_BYTES && !(await takeUpSession({ isWanted: true }))) {
      return { problem: toApiProblem({ data: { httpStatus: 401 } }) }
    }
    const response = await fetchWithSession(`/api/v1/backup/restore?${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...IN_ENGLISH },
      body: file,
    })
    const body = await response.json()
    if (response.ok) return { report: body }
    return { problem: toApiProblem({ data: body }) }
  } catch {
    return { lost: true }
  }
}
