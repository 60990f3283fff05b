import fc from 'fast-check'

/** Which place of a message, counted through all of them, and what happens to it. */
type Change = { at: number; how: 'replace' | 'remove' | 'add' | 'repeat'; with: unknown }

/** Values of JSON that are seldom expected, whatever is expected. */
const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom<unknown>(
    ...[null, true, -1, 0, 0.5, 1e308, 2 ** 53, -(2 ** 53), 2 ** 31, '', '\u0000', 'a\u0000b'],
    ...['\ud800', '__proto__', 'constructor', '1', '-271821-04-20T00:00:00.000Z', 'x'.repeat(9000)],
    ...['2026-02-30T00:00:00Z', '0000-01-01T00:00:00Z', [], {}, [[]], Array(600).fill({})],
    ...[nested(500), { __proto__: null, toString: 1 }, JSON.parse('{"__proto__":{"polluted":1}}')],
  ),
)

const change = fc.record({
  at: fc.nat(),
  how: fc.constantFrom('replace', 'replace', 'remove', 'add', 'repeat'),
  with: odd,
})

/** What is wrong with a message that was right. */
export const changes: fc.Arbitrary<Change[]> = fc.array(change, { minLength: 1, maxLength: 3 })

export function changedBy(message: unknown, wanted: readonly Change[]): unknown {
  return wanted.reduce((value, one) => changed(value, one), message)
}

function nested(depth: number): unknown {
  let value: unknown = 1
  for (let level = 0; level < depth; level++) value = { in: [value] }
  return value
}

function changed(message: unknown, { at, how, with: put }: Change): unknown {
  const root = { message: structuredClone(message) }
  const places = placesIn(root)
  const place = places[at % places.length]
  if (place === undefined) return put
  const { holder, key } = place
  if (how === 'remove') Reflect.deleteProperty(holder, key)
  else if (how === 'add') Reflect.set(holder, 'added', put)
  else if (how === 'repeat') {
    const value: unknown = Reflect.get(holder, key)
    Reflect.set(holder, key, [value, value])
  } else Reflect.set(holder, key, put)
  return root.message ?? put
}

function placesIn(holder: object): { holder: object; key: string }[] {
  return Object.keys(holder).flatMap((key) => {
    const value: unknown = Reflect.get(holder, key)
    const inner = typeof value === 'object' && value !== null ? placesIn(value) : []
    return [{ holder, key }, ...inner]
  })
}
