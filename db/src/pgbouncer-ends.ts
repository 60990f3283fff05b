/**
 * Whether it is what PgBouncer says when it ends a connection: its server is away, or none of its
 * connections became free in time. An error of PostgreSQL that ends nothing has the same code.
 */
export function pgbouncerEnds(error: object): boolean {
  if (!('code' in error) || !('severity' in error)) return false
  return error.code === '08P01' && error.severity === 'FATAL'
}
