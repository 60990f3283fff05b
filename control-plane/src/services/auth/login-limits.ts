import { messageOf } from '@cashbacktv/contract'
import { RateLimiterRes } from 'rate-limiter-flexible'
import { clientNetwork } from '../../domain/client-network.ts'
import { DomainError } from '../../domain/errors.ts'
import type { Limiter } from '../../live/limiters.ts'
import type { LiveStore } from '../../live/live-store.ts'

const MINUTE = 60
/** Timers cannot wait for more than 24 days. */
const TRUSTED_SECONDS = 20 * 24 * 60 * MINUTE

/**
 * Slows guessing without locking anybody out: few tries for a person from one address, more for an
 * address, and many for a person from everywhere. Addresses a person has logged in from before are
 * spared the last, so that strangers cannot keep that person out. All instances count together.
 */
export type LoginLimits = {
  /** @throws DomainError `rate_limited` with the seconds to wait */
  take(email: string, address: string | null): Promise<void>
  /** A try with a link for a new password, which counts for the address alone. */
  takeLink(address: string | null): Promise<void>
  /**
   * A key that counts for nothing. Keys that count are never asked about here, so that whoever
   * guesses from the same address keeps no program out.
   */
  takeUnknownKey(address: string | null): Promise<void>
  /** A log-in that was right gives back what it took. */
  succeeded(email: string, address: string | null): Promise<void>
}

export function createLoginLimits({ limiter }: Pick<LiveStore, 'limiter'>): LoginLimits {
  const byPair = limiter({ name: 'pair', points: 10, seconds: 5 * MINUTE })
  const byAddress = limiter({ name: 'address', points: 60, seconds: 10 * MINUTE })
  const byPerson = limiter({ name: 'person', points: 200, seconds: 60 * MINUTE })
  const byUnknownKey = limiter({ name: 'unknown-key', points: 30, seconds: 5 * MINUTE })
  const trusted = limiter({ name: 'trusted', points: 1, seconds: TRUSTED_SECONDS })
  const from = (address: string | null) => (address === null ? 'here' : clientNetwork(address))
  const pair = (email: string, address: string | null) => `${from(address)} ${email}`
  return {
    async take(email, address) {
      await consume(byPair, pair(email, address))
      if (address) await consume(byAddress, from(address))
      const known = await trusted.get(pair(email, address))
      if (!known) await consume(byPerson, email)
    },
    async takeLink(address) {
      if (address) await consume(byAddress, from(address))
    },
    async takeUnknownKey(address) {
      await consume(byUnknownKey, from(address))
    },
    async succeeded(email, address) {
      await byPair.delete(pair(email, address))
      if (address) await byAddress.reward(from(address))
      await byPerson.reward(email)
      await trusted.set(pair(email, address), 1, TRUSTED_SECONDS)
    },
  }
}

async function consume(limiter: Limiter, key: string): Promise<void> {
  try {
    await limiter.consume(key)
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    const seconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000))
    const said = messageOf('too-many-attempts', { seconds })
    throw new DomainError('rate_limited', said, { retryAfterSeconds: seconds })
  }
}
