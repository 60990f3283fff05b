import type { Reason } from '@cashbacktv/contract'
import { LRUCache } from 'lru-cache'
import type { Clock } from '../ports.ts'

const FRESH_MS = 30_000
const MOST = 1000

/**
 * What the last look at each source found wrong with it. A source that has worked before is the
 * trouble of its provider, however final it looks: it is tried again.
 */
export function createVerdicts(
  clock: Pick<Clock, 'now'>,
  hasWorked: (url: string) => boolean,
): {
  note(url: string, reason: Reason | null): void
  of(url: string, freshMs?: number): Reason | null
} {
  const known = new LRUCache<string, { reason: Reason; at: number }>({ max: MOST })
  return {
    note(url, reason) {
      if (reason === null) known.delete(url)
      else known.set(url, { reason, at: clock.now() })
    },
    of(url, freshMs = FRESH_MS) {
      const found = known.get(url)
      if (found === undefined || clock.now() - found.at > freshMs) return null
      const { reason } = found
      return reason.class === 'fatal' && hasWorked(url) ? { ...reason, class: 'network' } : reason
    },
  }
}
