/** What the machine calls what went wrong, as `ENOSPC`: a detail of a message in any language, never a sentence. */
export function errnoOf(error: unknown): string {
  if (!(error instanceof Error)) return 'Error'
  return 'code' in error ? String(error.code) : error.name
}
