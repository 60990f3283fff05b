import type { Env } from './env.ts'
import type { RedisAddress } from './live/redis-wire.ts'

/** The Redis that the environment names, over REST or TCP; null for none. */
export function redisOf(env: Env): RedisAddress | null {
  const { UPSTASH_REDIS_REST_URL: restUrl, UPSTASH_REDIS_REST_TOKEN: token } = env
  if (restUrl) return { restUrl, token: token ?? '' }
  return env.REDIS_URL ? { url: env.REDIS_URL } : null
}
