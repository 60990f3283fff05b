/**
 * Does the same for each, one after another: one that fails keeps no other from being done.
 *
 * @throws Error of what failed, once all are done, with the first of it as its cause
 */
export async function doEach<T>(
  items: Iterable<T>,
  one: (item: T) => Promise<unknown>,
): Promise<void> {
  const errors: unknown[] = []
  for (const item of items) {
    try {
      await one(item)
    } catch (error) {
      errors.push(error)
    }
  }
  const [first, ...more] = errors
  if (first === undefined) return
  const others = more.length === 0 ? '' : ` (and ${more.length} more)`
  const said = first instanceof Error ? first.message : String(first)
  throw new Error(`${said}${others}`, { cause: first })
}
