import { exactCheck } from '@cashbacktv/contract'
import type { z } from 'zod'

/**
 * The schema of long answers: one that is already what parsing would make of it is sent as it is,
 * and only another is parsed. What is documented of it is that of the schema.
 */
export function quickOutput<S extends z.ZodType>(schema: S): S {
  const isExact = exactCheck(schema)
  const parse = (value: unknown) => (isExact(value) ? value : schema.parse(value))
  return Object.assign(Object.create(schema), { parse })
}
