import { clientNetwork } from '@cashbacktv/contract'
import { RateLimiterRes } from 'rate-limiter-flexible'
import type { Actor } from '../../context.ts'
import type { LiveStore } from '../../live/live-store.ts'

const WINDOW_SECONDS = 60

/** Requests a minute; 0 is any number. `person`: of a person, and of each key of theirs by itself. */
export type RequestQuotas = { person: number; address: number }

/** What a request has left of the quota that it counts for. */
export type Quota = {
  policy: 'person' | 'key' | 'address'
  limit: number
  windowSeconds: number
  remaining: number
  /** Until the count begins anew. */
  resetSeconds: number
  isSpent: boolean
}

/** Who asks: a person, a key, or an address where nobody is logged in. */
export type Asker = { actor: Actor | null; address: string | null }

/**
 * How much anybody may ask of the API, so that one program that has gone wild leaves the others
 * theirs. All instances count together, and so do REST and tRPC.
 */
export type RequestLimits = {
  /** Null where there is no limit. */
  take(asker: Asker, requests: number): Promise<Quota | null>
}

export function createRequestLimits(
  { limiter }: Pick<LiveStore, 'limiter'>,
  quotas: RequestQuotas,
): RequestLimits {
  const of = (name: string, points: number) => limiter({ name, points, seconds: WINDOW_SECONDS })
  const byPerson = of('requests', quotas.person)
  const byAddress = of('requests-address', quotas.address)
  return {
    async take({ actor, address }, requests) {
      const limit = actor ? quotas.person : quotas.address
      if (limit === 0) return null
      const policy = actor ? (actor.key ? 'key' : 'person') : 'address'
      const key = actor ? (actor.key?.id ?? actor.id) : clientNetwork(address)
      const { count, isSpent } = await consumed(actor ? byPerson : byAddress, key, requests)
      const resetSeconds = Math.max(1, Math.ceil(count.msBeforeNext / 1000))
      const remaining = Math.max(0, count.remainingPoints)
      return { policy, limit, windowSeconds: WINDOW_SECONDS, remaining, resetSeconds, isSpent }
    },
  }
}

async function consumed(limiter: ReturnType<LiveStore['limiter']>, key: string, points: number) {
  try {
    return { count: await limiter.consume(key, points), isSpent: false }
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return { count: refusal, isSpent: true }
    throw refusal
  }
}
