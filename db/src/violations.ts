/** Drizzle wraps what PostgreSQL says: the code and the constraint are on the cause. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  for (
    let at = error;
    typeof at === 'object' && at !== null;
    at = (at as { cause?: unknown }).cause
  ) {
    const { code, constraint_name: name } = at as { code?: unknown; constraint_name?: unknown }
    if (code === '23505') return constraint === undefined || name === constraint
  }
  return false
}
