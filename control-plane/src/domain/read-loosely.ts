import { z } from 'zod'
import { readAs } from './read-as.ts'

type Read = { value: unknown }
type Faults = { left: number }

/** Of a list that has no bound of its own. */
const MOST_ELEMENTS = 10_000
/** Far more than a release adds to a message; what is all faults is nothing of ours, and each takes its time. */
const MOST_FAULTS = 1000

/**
 * Reads what a host of a newer release may say: what is not known of it is left out, where it may be
 * missing at all. An element of a list that cannot be read costs no other, nor an optional field its
 * object; of a list that is longer than is known here the first elements are read.
 *
 * @throws TypeError when too much of it is something else
 */
export function readLoosely<S extends z.ZodType>(schema: S): (value: unknown) => z.infer<S> {
  const read = readAs(schema)
  return (value) => {
    if (schema.validate(value)) return schema.parse(value)
    return read(partsOf(schema, value, { left: MOST_FAULTS })?.value)
  }
}

/** Null where nothing of it can be read. */
function known(schema: z.core.$ZodType, value: unknown, faults: Faults): Read | null {
  if (isWell(schema, value)) return { value: z.parse(schema, value) }
  return value === undefined ? fault(faults) : partsOf(schema, value, faults)
}

/** The same of a value that is not well as a whole. */
function partsOf(schema: z.core.$ZodType, value: unknown, faults: Faults): Read | null {
  if (schema instanceof z.ZodOptional) {
    return known(schema.def.innerType, value, faults) ?? { value: undefined }
  }
  if (schema instanceof z.ZodNullable) {
    return known(schema.def.innerType, value, faults) ?? { value: null }
  }
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    const own = known(schema.def.innerType, value, faults)
    return own ?? { value: z.parse(schema, undefined) }
  }
  if (schema instanceof z.ZodArray && Array.isArray(value)) {
    const read = value.slice(0, mostOf(schema)).flatMap((one) => {
      return known(schema.element, one, faults) ?? []
    })
    return whole(
      schema,
      read.map((one) => one.value),
      faults,
    )
  }
  if (schema instanceof z.ZodObject && typeof value === 'object' && value !== null) {
    const read = fieldsOf(schema.shape, value, faults)
    return read && whole(schema, read, faults)
  }
  return fault(faults)
}

function fieldsOf(shape: z.core.$ZodShape, value: object, faults: Faults): object | null {
  const read: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(shape)) {
    const own = known(field, Reflect.get(value, name), faults)
    if (own === null) return null
    if (own.value !== undefined) read[name] = own.value
  }
  return read
}

/** Its parts are well: what is left is what is asked of them together. */
function whole(schema: z.ZodArray | z.ZodObject, value: unknown, faults: Faults): Read | null {
  const isWhole = !schema.def.checks?.length || isWell(schema, value)
  return isWhole ? { value } : fault(faults)
}

/** What is wrong with it is told to nobody, and costs far more than to look. */
function isWell(schema: z.core.$ZodType, value: unknown): boolean {
  return z.core.validate(schema, value)
}

function mostOf({ def }: z.ZodArray): number {
  const bounds = (def.checks ?? []).map(({ _zod: { def: one } }) =>
    one.check === 'max_length' && 'maximum' in one ? Number(one.maximum) : MOST_ELEMENTS,
  )
  return Math.min(MOST_ELEMENTS, ...bounds)
}

/** @throws TypeError when there have been too many */
function fault(faults: Faults): null {
  faults.left -= 1
  if (faults.left < 0) throw new TypeError('Too much of a message is not as its schema says.')
  return null
}
