import { type FieldMessage, messageOf, tell } from '@cashbacktv/contract'
import type { z } from 'zod'

/** Deeper than anything that we take; checked so that nothing behind has to recurse without end. */
const DEEPEST = 24

/**
 * What is wrong with an input whatever it is for: text that no database can hold as it is (NUL, half
 * of a surrogate pair, an instant of the year 0, which PostgreSQL does not have) would come back changed
 * or not at all, and nesting without end. Null when fine.
 */
export function storageProblem(input: unknown): FieldMessage | null {
  return problemOf(input, [])
}

/** Of a host only what a database can hold is taken; else each try to keep it would be a fault of ours. */
export function storable<T extends z.ZodType>(schema: T): T {
  return schema.refine((value) => storageProblem(value) === null)
}

/** `path` leads to the value; it is put back as it was. */
function problemOf(value: unknown, path: string[]): FieldMessage | null {
  if (typeof value === 'string') return isStorable(value) ? null : unstorable(path)
  if (typeof value !== 'object' || value === null) return null
  if (path.length >= DEEPEST) return { path: path[0] ?? '', ...tell(messageOf('field-nested')) }
  for (const key in value) {
    if (!Array.isArray(value) && !isStorable(key)) return unstorable(path)
    path.push(key)
    const problem = problemOf(Reflect.get(value, key), path)
    if (problem) return problem
    path.pop()
  }
  return null
}

function isStorable(text: string): boolean {
  return !/[\0\p{Surrogate}]|^0000-\d\d-\d\dT/u.test(text)
}

function unstorable(path: readonly string[]): FieldMessage {
  return { path: path.join('.'), ...tell(messageOf('field-unstorable')) }
}
