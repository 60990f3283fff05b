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

/**
 * Clients of one channel that are told apart at once; more are not counted. Whoever asks under ever
 * new names takes some 2 MB this way at most. Two 10-gigabit ports carry some 4,000 players of 5 Mbit/s.
 */
export const MOST_CLIENTS = 20_000

export function countViewers(): Viewers {
  const lastSeen = new Map<string, number>()
  const early = new Set<string>()
  return {
    seen(client, now, isEarly = false) {
      const isKnown = lastSeen.has(client)
      if (!isKnown && lastSeen.size >= MOST_CLIENTS) return
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
