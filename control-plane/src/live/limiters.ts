import type { Redis } from '@upstash/redis'
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
} from 'rate-limiter-flexible'

/** `points` tries of one key within `seconds` of its first. The name tells limiters apart. */
export type Limit = { name: string; points: number; seconds: number }
export type Limiter = RateLimiterAbstract

export function memoryLimiter({ name, points, seconds }: Limit): Limiter {
  return new RateLimiterMemory({ keyPrefix: name, points, duration: seconds })
}

type Guarded = <T>(operation: () => Promise<T>) => Promise<T>

type Store = { redis: Redis; guarded: Guarded; namespace: string }

/**
 * One count for all instances. While Redis is away each instance counts for itself; with `isStrict`,
 * for those that do not last, what is to be counted fails by what `guarded` throws.
 */
export function redisLimiter(
  { redis, guarded, namespace, isStrict = false }: Store & { isStrict?: boolean },
  limit: Limit,
): Limiter {
  return new RateLimiterRedis({
    storeClient: speakNodeRedis(redis, guarded),
    useRedisPackage: true,
    keyPrefix: `${namespace}:limit:${limit.name}`,
    points: limit.points,
    duration: limit.seconds,
    ...(isStrict ? {} : { insuranceLimiter: memoryLimiter(limit) }),
  })
}

type Pipeline = ReturnType<Redis['multi']>
type Script = { keys: string[]; arguments: string[] }

/** What the limiter asks of a client, in the words of node-redis, over the wire that there is. */
function speakNodeRedis(redis: Redis, guarded: Guarded) {
  return {
    eval: (script: string, { keys, arguments: words }: Script) =>
      guarded(() => redis.eval(script, keys, words)),
    del: (key: string) => guarded(() => redis.del(key)),
    multi() {
      const pipeline: Pipeline = redis.multi()
      const chain = {
        set(key: string, points: number, { EX }: { EX: number }) {
          pipeline.set(key, points, { ex: EX })
          return chain
        },
        get(key: string) {
          pipeline.get(key)
          return chain
        },
        pTTL(key: string) {
          pipeline.pttl(key)
          return chain
        },
        exec: () => guarded(() => pipeline.exec()),
      }
      return chain
    },
  }
}
