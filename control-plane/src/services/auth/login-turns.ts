import type { LiveStore } from '../../live/live-store.ts'

/** A turn that nobody came for is forgotten so long after it was due. */
const KEPT_SECONDS = 1800

/**
 * Who is refused because strangers use up all tries gets a turn, and is let through when it comes
 * back then, once: the wait has an end however many others try.
 */
export type Turns = {
  /** Seconds still to wait; 0 when it is the turn of this key, which is then spent. */
  take(key: string, waitSeconds: number): Promise<number>
}

/** A turn is a count whose number is the second that it is due. */
export function createTurns(limiter: LiveStore['limiter']): Turns {
  const turns = limiter({ name: 'turn', points: 1, seconds: KEPT_SECONDS })
  return {
    async take(key, waitSeconds) {
      const now = Math.floor(Date.now() / 1000)
      const known = await turns.get(key)
      if (!known) {
        await turns.set(key, now + waitSeconds, waitSeconds + KEPT_SECONDS)
        return waitSeconds
      }
      const left = known.consumedPoints - now
      if (left > 0) return left
      // Of two that come at once one finds it there.
      return (await turns.delete(key)) ? 0 : waitSeconds
    },
  }
}
