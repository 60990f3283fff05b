/** What is equal is the object of before, and the list too when all of it is. */
export function sameObjects<T extends { id: string }>(
  before: readonly T[],
  items: readonly T[],
): readonly T[] {
  const known = new Map(before.map((item) => [item.id, item]))
  const kept = items.map((item) => {
    const old = known.get(item.id)
    return old && JSON.stringify(old) === JSON.stringify(item) ? old : item
  })
  const isSame = kept.length === before.length && kept.every((item, at) => item === before[at])
  return isSame ? before : kept
}
