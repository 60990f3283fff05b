import type { RestoreMode, RestoreReport } from '@cashbacktv/contract'
import { fetchWithSession } from '../../shared/browser-session.ts'
import type { ApiProblem } from '../../shared/domain/api-problem.ts'

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
      headers: { 'content-type': 'application/json' },
      body: file,
    })
    const body = await response.json()
    if (response.ok) return { report: body }
    const { code, message, details = [] } = body.error
    return { problem: { code, message, details } }
  } catch {
    return { lost: true }
  }
}
