/**
 * Whether it is what PgBouncer says when it ends a connection: its server is away, or none of its
 * connections became free in time. An error of PostgreSQL that ends nothing has the same code.
 *
 * PgBouncer 1.18 says how grave it is in the field S alone, which postgres.js calls `severity_local`: PostgreSQL
 * translates that one, and says the same in V, which is `severity`.
 */
export function pgbouncerEnds(error: object): boolean {
  if (!('code' in error) || error.code !== '08P01') return false
  const said = 'severity' in error ? error.severity : null
  return (said ?? ('severity_local' in error ? error.severity_local : null)) === 'FATAL'
}
