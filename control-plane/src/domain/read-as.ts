import type { z } from 'zod'

/**
 * Reads what a host says by a schema. Nobody is told all that is wrong with it, so that looking at it ends
 * with the first: 1 MiB of empty objects are four million missing fields, and gigabytes of sentences.
 *
 * @throws TypeError when it is something else
 */
export function readAs<S extends z.ZodType>(schema: S): (value: unknown) => z.infer<S> {
  return (value) => {
    if (!schema.validate(value)) throw new TypeError('A message is not as its schema says.')
    return schema.parse(value)
  }
}
