import type { z } from 'zod'
import { DomainError } from './errors.ts'

/** What is there with a change of it: what the change leaves out stays. */
export function layOver<T extends object>(known: T, change: Partial<T>): T {
  const said = Object.entries(change).filter(([, value]) => value !== undefined)
  return { ...known, ...Object.fromEntries(said) }
}

/**
 * The same where the whole has to be judged: a change may be the first that is said of it, or go
 * against what stays.
 *
 * @throws DomainError `validation_failed`, with the fields below `path`
 */
export function layOverWhole<T extends object>(
  schema: z.ZodType<T>,
  path: string,
  known: T | null,
  change: Partial<T>,
): T {
  const whole = schema.safeParse(layOver<Partial<T>>(known ?? {}, change))
  if (whole.success) return whole.data
  const details = whole.error.issues.map(({ path: at, message }) => ({
    ...{ path: [path, ...at].map(String).join('.'), message },
  }))
  throw new DomainError('validation_failed', 'Some fields are not valid.', details)
}
