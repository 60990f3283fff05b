/**
 * What `task` makes of each item, so many at a time. An item whose turn has not come within the time
 * is left out: the answer is for what goes on without it.
 */
export async function eachWithin<T, R>(
  items: readonly T[],
  { atOnce, withinMs }: { atOnce: number; withinMs: number },
  task: (item: T) => Promise<R>,
): Promise<Map<T, R>> {
  const found = new Map<T, R>()
  const signal = AbortSignal.timeout(withinMs)
  const rest = items.values()
  const work = async () => {
    for (const item of rest) {
      if (signal.aborted) return
      found.set(item, await task(item))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return found
}
