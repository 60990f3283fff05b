import { errorCode } from './error-code.ts'

/** Drizzle wraps what PostgreSQL says: the code and the constraint are on the cause. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (errorCode(at) !== '23505') continue
    return (
      constraint === undefined || ('constraint_name' in at && at.constraint_name === constraint)
    )
  }
  return false
}
