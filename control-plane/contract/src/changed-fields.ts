/** What fields were and what they became, as the audit keeps it. */
export type ChangedFields = Record<string, { before: unknown; after: unknown }>

/**
 * The fields that `after` has otherwise than `before`, of a channel or anything else that a person
 * sets. What is undefined in `after` is left as it was.
 */
export function changedFields(before: object, after: object): ChangedFields {
  const was = new Map<string, unknown>(Object.entries(before))
  return Object.fromEntries(
    Object.entries(after)
      .filter(([name, value]) => value !== undefined && !isSame(was.get(name), value))
      .map(([name, value]) => [name, { before: was.get(name) ?? null, after: value }]),
  )
}

/** Equal as JSON would say it, whatever the order of keys: a key that is not there and one that is undefined are the same. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime()
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const [left, right] = [new Map(Object.entries(a)), new Map(Object.entries(b))]
  const names = new Set([...left.keys(), ...right.keys()])
  return [...names].every((name) => isSame(left.get(name), right.get(name)))
}
