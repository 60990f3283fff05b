type Came<T> = {
  came: T[]
  /** Why the rest was not done, where that is so. */
  failure: unknown
  /** What was not done, or is not known to be. */
  left: string[]
}

/**
 * What one request may not take is asked for in several, one after the other: others come to their turn
 * between them. Where one fails, what was done before it stays done; the first rejects.
 */
export async function inPieces<T>(
  ids: readonly string[],
  most: number,
  ask: (piece: string[]) => Promise<readonly T[]>,
): Promise<Came<T>> {
  const came: T[] = []
  for (let from = 0; from < ids.length; from += most) {
    try {
      came.push(...(await ask(ids.slice(from, from + most))))
    } catch (failure) {
      if (from === 0) throw failure
      return { came, failure, left: ids.slice(from) }
    }
  }
  return { came, failure: null, left: [] }
}
