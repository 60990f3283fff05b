import { MOST_COUNTED_VIEWERS } from '@cashbacktv/contract'

/**
 * Who watches: a client that asked for a channel's playlist or a segment within the last three
 * target durations. A player polls once a target duration, so one lost poll does not count as
 * leaving.
 */
export type Viewers = {
  /** `isEarly`: it comes before there is what a player keeps in reserve. */
  seen(client: string, now: number, isEarly?: boolean): void
  has(client: string): boolean
  /** Whether it came early and has been there since. */
  cameEarly(client: string): boolean
  count(now: number, targetDurationSeconds: number): number
}

const POLLS = 3

export function countViewers(): Viewers {
  const lastSeen = new Map<string, number>()
  const early = new Set<string>()
  return {
    seen(client, now, isEarly = false) {
      const isKnown = lastSeen.has(client)
      // Whoever asks under ever new names takes some 2 MB this way at most.
      if (!isKnown && lastSeen.size >= MOST_COUNTED_VIEWERS) return
      if (isEarly && !isKnown) early.add(client)
      lastSeen.set(client, now)
    },
    has: (client) => lastSeen.has(client),
    cameEarly: (client) => early.has(client),
    count(now, targetDurationSeconds) {
      const since = now - POLLS * targetDurationSeconds * 1000
      for (const [client, at] of lastSeen) {
        if (at >= since) continue
        lastSeen.delete(client)
        early.delete(client)
      }
      return lastSeen.size
    },
  }
}
