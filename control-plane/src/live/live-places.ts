import { clientNetwork } from '@cashbacktv/contract'

/**
 * Connections that stay open, at one control plane: a wall of screens, the tabs of an office, and what
 * one process serves without falling behind. Beyond that something opens them without end.
 */
export const MOST_LIVE = { person: 60, network: 300, all: 2000 }

/** May they still look, and at which channels? */
const RECHECK_MS = 10_000

type Who = { personId: string; address: string | null }

/**
 * How many pages and sockets that are told live a person and a network have open at this process; none
 * of it outlives the process, as no connection does.
 */
export type LivePlaces = {
  /** What gives the place back, once, however often it is called; null where there is none left. */
  take(who: Who): (() => void) | null
  /** How many more there are for somebody. */
  left(who: Who): number
  /** After so long who holds one is judged again. */
  recheckMs: number
}

export function createLivePlaces(most = MOST_LIVE, recheckMs = RECHECK_MS): LivePlaces {
  const taken = new Map<string, number>()
  const count = (key: string, by: number) => {
    const now = (taken.get(key) ?? 0) + by
    if (now > 0) taken.set(key, now)
    else taken.delete(key)
  }
  const left = (who: Who) =>
    Math.max(0, Math.min(...keysOf(who).map(([key, kind]) => most[kind] - (taken.get(key) ?? 0))))
  return {
    left,
    recheckMs,
    take(who) {
      if (left(who) === 0) return null
      for (const [key] of keysOf(who)) count(key, 1)
      let isHeld = true
      return () => {
        if (!isHeld) return
        isHeld = false
        for (const [key] of keysOf(who)) count(key, -1)
      }
    },
  }
}

function keysOf({ personId, address }: Who) {
  return [
    [`person ${personId}`, 'person'],
    [`network ${clientNetwork(address)}`, 'network'],
    ['all', 'all'],
  ] as const
}
