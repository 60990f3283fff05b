import { z } from 'zod'

/** What a field of a form may hold, in the units of the schema. What is absent is not bounded. */
export type FieldBounds = {
  required?: boolean
  min?: number
  max?: number
  isWhole?: boolean
  maxLength?: number
  options?: string[]
}

/** By dotted path; the items of a list have `*` for their place: `sources.*.url`. */
export type BoundsByPath = Record<string, FieldBounds>

/** The part of JSON Schema that bounds are made of. */
type Json = {
  type?: unknown
  anyOf?: Json[]
  oneOf?: Json[]
  enum?: unknown[]
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  items?: Json
  properties?: Record<string, Json>
  required?: string[]
}

/** The bounds of every field of a schema, so that a form has them from where they are judged. */
export function boundsOf(schema: z.ZodType): BoundsByPath {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' })
  return Object.fromEntries(entriesOf(json as Json, []))
}

function entriesOf(json: Json, path: readonly string[]): [string, FieldBounds][] {
  const all = new Map<string, FieldBounds>()
  for (const [at, bounds] of optionsOf(json).flatMap((option) => entriesOfOne(option, path))) {
    const known = all.get(at)
    all.set(at, known ? shared(known, bounds) : bounds)
  }
  return [...all]
}

function entriesOfOne(own: Json, path: readonly string[]): [string, FieldBounds][] {
  const fields = Object.entries(own.properties ?? {}).flatMap(([name, field]) => {
    const required = isRequired(own, name, field) ? { required: true } : {}
    const bounds: FieldBounds = { ...boundsAt(field), ...required }
    const at = [...path, name]
    const entry: [string, FieldBounds] = [at.join('.'), bounds]
    return [entry, ...entriesOf(field, at)]
  })
  return own.items ? [...fields, ...entriesOf(own.items, [...path, '*'])] : fields
}

/** What a value may be, beside nothing. */
function optionsOf(json: Json): Json[] {
  return (json.anyOf ?? json.oneOf ?? [json]).filter(({ type }) => type !== 'null')
}

/** What bounds a field of whichever kind its neighbours make it: those on which all kinds agree. */
function shared(one: FieldBounds, other: FieldBounds): FieldBounds {
  const { required, min, max, isWhole, maxLength, options } = one
  return {
    ...(required && other.required ? { required } : {}),
    ...(min !== undefined && min === other.min ? { min } : {}),
    ...(max !== undefined && max === other.max ? { max } : {}),
    ...(isWhole && other.isWhole ? { isWhole } : {}),
    ...(maxLength !== undefined && maxLength === other.maxLength ? { maxLength } : {}),
    ...(options && String(options) === String(other.options) ? { options } : {}),
  }
}

/** What may be nothing, as an empty text or null, has not to be typed. */
function isRequired({ required = [] }: Json, name: string, field: Json): boolean {
  const mayBeNull = field.anyOf?.some(({ type }) => type === 'null') ?? false
  const mayBeEmpty = field.type === 'string' && (field.minLength ?? 0) === 0
  return required.includes(name) && !mayBeNull && !mayBeEmpty
}

function boundsAt(json: Json): FieldBounds {
  const [own = json] = optionsOf(json)
  const { type, minimum, maximum, maxLength } = own
  return {
    ...(isBound(minimum) ? { min: minimum } : {}),
    ...(isBound(maximum) ? { max: maximum } : {}),
    ...(type === 'integer' ? { isWhole: true } : {}),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(own.enum ? { options: own.enum.map(String) } : {}),
  }
}

/** A whole number without a bound of its own has those of JavaScript. */
function isBound(value: number | undefined): value is number {
  return value !== undefined && Math.abs(value) < Number.MAX_SAFE_INTEGER
}
