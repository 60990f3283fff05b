import { fetchWithSession } from '../../shared/browser-session.ts'
import { type ApiProblem, toApiProblem } from '../../shared/domain/api-problem.ts'
import { IN_ENGLISH } from '../../shared/in-english.ts'

export const BACKUP_ADDRESS = '/api/v1/backup'

const NAME = /filename="([^"]+)"/
/** Browsers begin to read what is saved some time after they were told to. */
const SAVED_AFTER_MS = 60_000

/** Has the browser save a backup; answers why there is none, null where there is one. */
export async function downloadBackup(): Promise<ApiProblem | null> {
  try {
    const response = await fetchWithSession(BACKUP_ADDRESS, { headers: IN_ENGLISH })
    if (response.ok) {
      const [, name = 'cashbacktv.json'] =
        NAME.exec(response.headers.get('content-disposition') ?? '') ?? []
      save(await response.blob(), name)
      return null
    }
    const body: unknown = await response.json().catch(() => null)
    return toApiProblem({ data: body ?? { httpStatus: response.status } })
  } catch (failure) {
    return toApiProblem(failure)
  }
}

function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), SAVED_AFTER_MS)
}
