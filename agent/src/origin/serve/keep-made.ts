import { LRUCache } from 'lru-cache'
import type { InTurn } from './in-turn.ts'

/** What is made under a key; those who ask for the same at the time wait for the same. Rejects as `InTurn` does. */
export type MadeOnce<T> = (key: string, make: () => Promise<T>) => Promise<T>

export function makeOnce<T>(inTurn: InTurn): MadeOnce<T> {
  const inMaking = new Map<string, Promise<T>>()
  return (key, make) => {
    const known = inMaking.get(key)
    if (known !== undefined) return known
    const making = inTurn(make).finally(() => inMaking.delete(key))
    inMaking.set(key, making)
    return making
  }
}

/** The same, and what was asked for last is kept, up to so many bytes. */
export function keepMade<T extends object | string>(
  inTurn: InTurn,
  { mostBytes, sizeOf }: { mostBytes: number; sizeOf(made: T, key: string): number },
): MadeOnce<T> {
  const kept = new LRUCache<string, T>({ maxSize: mostBytes, sizeCalculation: sizeOf })
  const madeOnce = makeOnce<T>(inTurn)
  return async (key, make) => {
    const known = kept.get(key)
    if (known !== undefined) return known
    return madeOnce(key, async () => {
      const made = await make()
      kept.set(key, made)
      return made
    })
  }
}
