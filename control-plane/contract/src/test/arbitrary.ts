import * as fc from 'fast-check'
import { z } from 'zod'

/** The part of JSON Schema that zod makes of our schemas. */
type Json = {
  type?: string | string[]
  const?: unknown
  enum?: unknown[]
  anyOf?: Json[]
  oneOf?: Json[]
  allOf?: Json[]
  format?: string
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  examples?: unknown[]
  items?: Json
  minItems?: number
  maxItems?: number
  properties?: Record<string, Json>
  required?: string[]
  propertyNames?: Json
  additionalProperties?: Json | boolean
}

export type ArbitraryOptions = {
  /** Adds a field that no schema knows to every object. */
  withUnknownField?: boolean
}

export const UNKNOWN_FIELD = 'fieldOfANewerPeer'

/** Values that a schema admits, made from the schema itself: a new field needs no new test. */
export function arbitraryOf(
  schema: z.ZodType,
  options: ArbitraryOptions = {},
): fc.Arbitrary<unknown> {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json
  // Now and then two of a list come to have one name, where the schema shows none that have not.
  return build(json, options).filter(orGiveUp((value) => schema.safeParse(value).success))
}

/** In a row. One that is made by chance is admitted far sooner, or never. */
const MOST_REFUSED = 1000

/** A test that never ends says less than one that fails. */
function orGiveUp<T>(isAdmitted: (value: T) => boolean): (value: T) => boolean {
  let refused = 0
  return (value) => {
    refused = isAdmitted(value) ? 0 : refused + 1
    if (refused > MOST_REFUSED) {
      throw new Error('No value was made that the schema admits: show one by .meta({ examples })')
    }
    return refused === 0
  }
}

function build(json: Json, options: ArbitraryOptions): fc.Arbitrary<unknown> {
  if ('const' in json) return fc.constant(json.const)
  // What a pattern or a refinement cannot tell, the schema shows.
  if (json.examples) return fc.constantFrom(...json.examples)
  if (json.enum) return fc.constantFrom(...json.enum)
  const choices = json.anyOf ?? json.oneOf
  if (choices) return fc.oneof(...choices.map((choice) => build(choice, options)))
  if (Array.isArray(json.type)) {
    return fc.oneof(...json.type.map((type) => build({ ...json, type }, options)))
  }
  switch (json.type) {
    case 'null':
      return fc.constant(null)
    case 'boolean':
      return fc.boolean()
    case 'integer':
      return fc.integer(bounds(json, 2 ** 31 - 1))
    case 'number':
      return numberOf(json)
    case 'string':
      return stringOf(json)
    case 'array':
      return fc.array(build(json.items ?? {}, options), {
        minLength: json.minItems ?? 0,
        maxLength: Math.min(json.maxItems ?? 3, (json.minItems ?? 0) + 3),
      })
    case 'object':
      return json.properties ? objectOf(json, options) : recordOf(json, options)
    default:
      return fc.constantFrom('anything', 1, null)
  }
}

function objectOf(json: Json, options: ArbitraryOptions): fc.Arbitrary<unknown> {
  const fields = Object.entries(json.properties ?? {}).map(
    ([key, value]) => [key, build(value, options)] as const,
  )
  const known = fc.record(Object.fromEntries(fields), { requiredKeys: json.required ?? [] })
  if (!options.withUnknownField) return known
  return known.map((value) => ({ ...value, [UNKNOWN_FIELD]: { any: ['thing'] } }))
}

function recordOf(json: Json, options: ArbitraryOptions): fc.Arbitrary<unknown> {
  const value = typeof json.additionalProperties === 'object' ? json.additionalProperties : {}
  // A record over a closed set of keys has all of them.
  const keys = json.propertyNames?.enum?.map(String)
  if (keys) return fc.record(Object.fromEntries(keys.map((key) => [key, build(value, options)])))
  const key = stringOf(json.propertyNames ?? {})
  return fc.dictionary(key, build(value, options), { maxKeys: 3 })
}

function bounds(json: Json, most: number) {
  const above = json.exclusiveMinimum === undefined ? undefined : json.exclusiveMinimum + 1
  return {
    min: Math.max(above ?? json.minimum ?? -most, -most),
    max: Math.min(json.maximum ?? most, most),
  }
}

/** Numbers that survive JSON: there is no negative zero in it. */
function numberOf(json: Json): fc.Arbitrary<number> {
  const min =
    json.exclusiveMinimum === undefined ? (json.minimum ?? -1e9) : json.exclusiveMinimum + 1e-6
  return fc
    .double({ min, max: json.maximum ?? 1e9, noNaN: true })
    .map((value) => (Object.is(value, -0) ? 0 : value))
}

function stringOf(json: Json): fc.Arbitrary<string> {
  switch (json.format) {
    case 'uuid':
      return fc.uuid()
    case 'date-time':
      return fc
        .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
        .map((date) => date.toISOString())
    case 'uri':
      return fc.webUrl()
    case 'email':
      return fc.stringMatching(/^[a-z]{1,20}@[a-z]{1,20}\.test$/)
  }
  if (json.pattern) return fc.stringMatching(new RegExp(json.pattern))
  const minLength = json.minLength ?? 0
  const maxLength = Math.min(json.maxLength ?? 40, Math.max(40, minLength + 8))
  // Letters at both ends: some inputs are trimmed.
  return fc
    .string({ minLength, maxLength, unit: 'grapheme' })
    .filter(
      orGiveUp(
        (text) =>
          text.trim() === text &&
          text.length <= (json.maxLength ?? 1e9) &&
          text.length >= minLength,
      ),
    )
}
