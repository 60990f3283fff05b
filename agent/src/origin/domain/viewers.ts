/**
 * Who watches: a client that asked for a channel's playlist within the last three target
 * durations. A player polls once a target duration, so one lost poll does not count as leaving.
 */
export type Viewers = {
  seen(client: string, now: number): void
  count(now: number, targetDurationSeconds: number): number
}

const POLLS = 3

export function countViewers(): Viewers {
  const lastSeen = new Map<string, number>()
  return {
    seen(client, now) {
      lastSeen.set(client, now)
    },
    count(now, targetDurationSeconds) {
      const since = now - POLLS * targetDurationSeconds * 1000
      for (const [client, at] of lastSeen) if (at < since) lastSeen.delete(client)
      return lastSeen.size
    },
  }
}
