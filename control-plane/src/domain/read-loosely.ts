import { z } from 'zod'
import { readAs } from './read-as.ts'

type Read = { value: unknown }

/** No list of ours may be longer. */
const MOST_ELEMENTS = 10_000

/**
 * Reads what a host of a newer release may say: what is not known of it is left out, where it may be
 * missing at all. An element of a list that cannot be read costs no other, nor an optional field its object.
 *
 * @throws TypeError when too much of it is something else
 */
export function readLoosely<S extends z.ZodType>(schema: S): (value: unknown) => z.infer<S> {
  const read = readAs(schema)
  return (value) => {
    if (schema.validate(value)) return schema.parse(value)
    return read(known(schema, value)?.value)
  }
}

/** Null where nothing of it can be read. */
function known(schema: z.core.$ZodType, value: unknown): Read | null {
  if (value === undefined) return leaf(schema, value)
  if (schema instanceof z.ZodOptional) {
    return known(schema.def.innerType, value) ?? { value: undefined }
  }
  if (schema instanceof z.ZodNullable) {
    return (value === null ? null : known(schema.def.innerType, value)) ?? { value: null }
  }
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return known(schema.def.innerType, value) ?? leaf(schema, undefined)
  }
  if (schema instanceof z.ZodArray) {
    if (!Array.isArray(value) || value.length > MOST_ELEMENTS) return null
    const read = value.flatMap((one) => known(schema.element, one) ?? [])
    return { value: read.map((one) => one.value) }
  }
  return schema instanceof z.ZodObject ? object(schema.shape, value) : leaf(schema, value)
}

function object(shape: z.core.$ZodShape, value: unknown): Read | null {
  if (typeof value !== 'object' || value === null) return null
  const read: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(shape)) {
    const own = known(field, Reflect.get(value, name))
    if (own === null) return null
    if (own.value !== undefined) read[name] = own.value
  }
  return { value: read }
}

function leaf(schema: z.core.$ZodType, value: unknown): Read | null {
  const read = z.safeParse(schema, value)
  return read.success ? { value: read.data } : null
}
