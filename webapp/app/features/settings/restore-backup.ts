import type { RestoreMode, RestoreReport } from '@cashbacktv/contract'
import { fetchWithSession } from '../../shared/browser-session.ts'
import { type ApiProblem, toApiProblem } from '../../shared/domain/api-problem.ts'
import { IN_ENGLISH } from '../../shared/in-english.ts'

export type RestoreAnswer = { report: RestoreReport } | { problem: ApiProblem } | { lost: true }

/** Sends a backup to be restored, or to say what that would do. */
export async function restoreBackup(
  file: Blob,
  { mode, dryRun }: { mode: RestoreMode; dryRun: boolean },
): Promise<RestoreAnswer> {
  const query = new URLSearchParams({ mode, dryRun: String(dryRun) })
  try {
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
