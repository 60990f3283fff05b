/** Why the last connection ended, as far as it changes when to try again. */
export type Ended = 'lost' | 'moved' | 'refused' | 'replaced'

const FIRST_MS = 500
const CAP_MS = 30_000
const SLOW_MS = 60_000

/**
 * Full jitter, so that a restarted control plane is not met by all its hosts at once. A refused
 * or replaced host comes back slowly: trying harder would change nothing.
 */
export function reconnectDelay(attempt: number, ended: Ended, random: () => number): number {
  switch (ended) {
    case 'refused':
    case 'replaced':
      return SLOW_MS / 2 + random() * (SLOW_MS / 2)
    case 'moved':
      return attempt <= 1 ? random() * FIRST_MS : backoff(attempt, random)
    case 'lost':
      return backoff(attempt, random)
  }
}

function backoff(attempt: number, random: () => number): number {
  return Math.round(50 + random() * Math.min(CAP_MS, FIRST_MS * 2 ** Math.min(attempt, 10)))
}

const CLOSE_CODES: Readonly<Record<number, Ended>> = {
  1012: 'moved',
  4401: 'refused',
  4409: 'replaced',
}

export function endedBy(closeCode: number | undefined): Ended {
  return CLOSE_CODES[closeCode ?? 0] ?? 'lost'
}
