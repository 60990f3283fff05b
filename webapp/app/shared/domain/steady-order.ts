type Item = { id: string }

/**
 * A list that keeps the order it had: what was there stays in its place, even what would be sorted
 * elsewhere or filtered out by now; what is new comes after it. Only what no longer exists leaves.
 */
export function steadyOrder<T extends Item>(
  held: readonly string[],
  wanted: readonly T[],
  all: readonly T[],
): T[] {
  const known = new Map(all.map((item) => [item.id, item]))
  const kept = held.flatMap((id) => known.get(id) ?? [])
  const there = new Set(held)
  return [...kept, ...wanted.filter(({ id }) => !there.has(id))]
}
