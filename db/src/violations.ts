import { errorCode } from './error-code.ts'

/** Drizzle wraps what PostgreSQL says: the code and the constraint are on the cause. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  const at = findSaid(error, '23505')
  if (at === null || constraint === undefined) return at !== null
  return 'constraint_name' in at && at.constraint_name === constraint
}

/** Of transactions that wait for each other PostgreSQL ends one, which may come again. */
export function isDeadlock(error: unknown): boolean {
  return findSaid(error, '40P01') !== null
}

/** The error that PostgreSQL gave this SQLSTATE (PostgreSQL, appendix A). */
function findSaid(error: unknown, sqlState: string): Error | null {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (errorCode(at) === sqlState) return at
  }
  return null
}
