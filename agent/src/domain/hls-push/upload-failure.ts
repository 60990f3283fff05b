/** Why a file was not taken: the far side answered so, or the connection failed with a code of the system's. */
export type UploadFailure = { status: number } | { code: string }

/** Waits between the tries of one file, in milliseconds; after the last one sending is begun anew. */
const WAITS_MS = [300, 1000, 3000]

/** How long until the same file is tried again; null where that is of no use. */
export function waitAfter(failure: UploadFailure, tries: number): number | null {
  const mayPass =
    'status' in failure
      ? failure.status >= 500 || [408, 425, 429].includes(failure.status)
      : ['ECONNRESET', 'EPIPE', 'EAI_AGAIN'].includes(failure.code)
  return mayPass ? (WAITS_MS[tries - 1] ?? null) : null
}

/** What sending ends with in its log, in words that the agent reads. Nothing of the address is in it. */
export function sayingOf(failure: UploadFailure): string {
  if ('status' in failure) return `HTTP status ${failure.status}`
  const { code } = failure
  return SAYINGS.find(([pattern]) => pattern.test(code))?.[1] ?? code
}

const SAYINGS: readonly [RegExp, string][] = [
  [/^(EACCES|EPERM)$/, 'Permission denied'],
  [/^ECONNREFUSED$/, 'Connection refused'],
  [/^(ENOTFOUND|EAI_\w+)$/, 'Failed to resolve the name'],
  [/TIMEDOUT|TIMEOUT/, 'Connection timed out'],
  [/^E(HOST|NET)(UNREACH|DOWN)$/, 'No route to host'],
  [/^(ECONNRESET|EPIPE|ECONNABORTED)$/, 'Connection reset by peer'],
  [/CERT|SIGNATURE|ISSUER|SELF_SIGNED|ALTNAME/, 'Certificate verification failed'],
]
