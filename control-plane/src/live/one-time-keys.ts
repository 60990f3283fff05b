export type OneTimeKeys = {
  /** True for the first caller of the key until `ttlSeconds` have passed. */
  once(key: string, ttlSeconds: number): boolean
}

const SWEEP_EVERY = 1000

/** One-time keys in memory; what has expired is swept now and then, so that keys of strangers do not pile up. */
export function createOneTimeKeys(now: () => number): OneTimeKeys {
  const takenUntil = new Map<string, number>()
  let steps = 0
  return {
    once(key, ttlSeconds) {
      const at = now()
      if (++steps % SWEEP_EVERY === 0) {
        for (const [name, until] of takenUntil) if (until <= at) takenUntil.delete(name)
      }
      if ((takenUntil.get(key) ?? Number.NEGATIVE_INFINITY) > at) return false
      takenUntil.set(key, at + ttlSeconds * 1000)
      return true
    },
  }
}
