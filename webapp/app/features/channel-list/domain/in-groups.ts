/** `items` in their order, in groups of `size`, the last with what is left, each with where it begins. */
export function inGroups<T>(items: readonly T[], size: number): { from: number; items: T[] }[] {
  const count = Math.ceil(items.length / size)
  return Array.from({ length: count }, (_, index) => {
    const from = index * size
    return { from, items: items.slice(from, from + size) }
  })
}
