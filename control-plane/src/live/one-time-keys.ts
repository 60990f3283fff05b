/** Counters and one-time keys in memory; what has expired is swept now and then, so that keys of strangers do not pile up. */
export type Counters = {
  increment(key: string, windowSeconds: number): number
  once(key: string, ttlSeconds: number): boolean
}

const SWEEP_EVERY = 1000

export function createCounters(now: () => number): Counters {
  const counts = new Map<string, { count: number; until: number }>()
  let steps = 0

  const increment = (key: string, seconds: number) => {
    const at = now()
    if (++steps % SWEEP_EVERY === 0) sweep(counts, at)
    const known = counts.get(key)
    const entry = known && known.until > at ? known : { count: 0, until: at + seconds * 1000 }
    entry.count += 1
    counts.set(key, entry)
    return entry.count
  }
  return {
    increment: (key, windowSeconds) => increment(`count:${key}`, windowSeconds),
    once: (key, ttlSeconds) => increment(`once:${key}`, ttlSeconds) === 1,
  }
}

function sweep(counts: Map<string, { until: number }>, at: number): void {
  for (const [key, entry] of counts) if (entry.until <= at) counts.delete(key)
}
