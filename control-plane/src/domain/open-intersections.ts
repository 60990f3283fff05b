type Schema = { [key: string]: unknown }

/**
 * Parts that have schemas of JSON in them, in which nothing within an `allOf` refuses what another part of it has: each part
 * would by `additionalProperties: false`, as intersections of closed objects are written down, and then
 * no value would be right. The whole refuses what none of them has.
 */
export function openIntersections(schema: object): object {
  return mapValues({ ...schema }, walk)
}

function walk(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(walk)
  if (!isObject(value)) return value
  const walked = mapValues(value, walk)
  const { allOf } = walked
  if (!Array.isArray(allOf)) return walked
  return { ...walked, allOf: allOf.map(opened), unevaluatedProperties: false }
}

const CHOICES = ['allOf', 'anyOf', 'oneOf']

/** Itself, and whatever it is a choice of; not what its properties hold. */
function opened(part: unknown): unknown {
  if (!isObject(part)) return part
  const { additionalProperties, unevaluatedProperties: _, ...rest } = part
  const isClosed = additionalProperties === false || additionalProperties === undefined
  const kept = isClosed ? rest : { ...rest, additionalProperties }
  return mapValues(kept, (value, key) =>
    CHOICES.includes(key) && Array.isArray(value) ? value.map(opened) : value,
  )
}

function mapValues(object: Schema, change: (value: unknown, key: string) => unknown): Schema {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]))
}

const isObject = (value: unknown): value is Schema => typeof value === 'object' && value !== null
