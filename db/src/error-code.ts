/** What Node or PostgreSQL call an error, `ENOENT` or `23505`; undefined where they do not. */
export function errorCode(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
}
