import { randomUUID } from 'node:crypto'
import type { HostId, HostReport } from '@cashbacktv/contract'
import type { Logger } from 'pino'
import { createAvailability } from './availability.ts'
import { redisLimiter } from './limiters.ts'
import type { LiveStore } from './live-store.ts'
import { createOneTimeKeys } from './one-time-keys.ts'
import { createRedisBus } from './redis-bus.ts'
import { openRedisWire, type RedisAddress } from './redis-wire.ts'
import { createReportCopy } from './report-copy.ts'
import { createTopics } from './topics.ts'

/** No caller waits longer for Redis. */
const WAIT_MS = 150
const PING_MS = 1000
/** Reports come by themselves; whoever asks for all of them looks into Redis at most so often. */
const LOOK_EVERY_MS = 2000

export type RedisLiveStoreOptions = {
  redis: RedisAddress
  log: Pick<Logger, 'warn' | 'info' | 'error'>
  /** Prefix of every key and channel, so that installations may share a Redis. */
  namespace?: string
}

type Message = { topic: string; payload: unknown }

/**
 * The live store of many instances. Listeners of this instance hear at once and without Redis;
 * Redis carries the same to the others. While it is away each instance counts and remembers for itself.
 *
 * @throws Error when the address of Redis is not one
 */
export function redisLiveStore(options: RedisLiveStoreOptions): LiveStore {
  const { log, namespace = 'cbtv' } = options
  const wire = openRedisWire(options.redis)
  const { redis } = wire
  const reportsKey = `${namespace}:reports`
  const copy = createReportCopy(() => performance.now())
  const keys = createOneTimeKeys(Date.now)
  const topics = createTopics((error, topic) => log.error({ err: error, topic }, 'listener failed'))
  const instanceId = randomUUID()
  const availability = createAvailability({ name: wire.name, log, onBack: () => bus.refresh() })
  const guarded = <T>(operation: () => Promise<T>) => availability.run(operation, WAIT_MS)
  const bus = createRedisBus({
    redis,
    channel: `${namespace}:bus`,
    instanceId,
    guarded,
    onMessage: (message) => {
      const { topic, payload } = message as Message
      topics.emit(topic, payload)
    },
    onReport: (report) => {
      copy.put(report)
      topics.emit('report', { report, isOwn: false })
    },
  })

  const send = async (topic: string, payload: unknown) => {
    topics.emit(topic, payload)
    await bus.send({ topic, payload }).catch(() => {})
  }

  let lookedAt = Number.NEGATIVE_INFINITY
  let looking: Promise<void> | null = null
  async function look() {
    const askedAt = performance.now()
    lookedAt = askedAt
    const found = await guarded(() => redis.hgetall<Record<string, HostReport>>(reportsKey))
    copy.merge(Object.values(found ?? {}), askedAt)
  }

  return {
    shared: true,
    async putReport(report) {
      copy.put(report)
      topics.emit('report', { report, isOwn: true })
      const text = JSON.stringify(report)
      // Sent together: they are one round trip.
      const both = () =>
        Promise.all([redis.hset(reportsKey, { [report.hostId]: text }), bus.sendReport(text)])
      await guarded(both).catch(() => {})
    },
    async latestReports() {
      if (!looking && performance.now() - lookedAt > LOOK_EVERY_MS) {
        looking = look()
          .catch(() => {})
          .finally(() => {
            looking = null
          })
      }
      await looking
      return copy.reports
    },
    onReport: (listener) =>
      topics.subscribe('report', (payload) => {
        const { report, isOwn } = payload as { report: HostReport; isOwn: boolean }
        listener(report, isOwn)
      }),
    announce: (hostId) => send('announce', hostId),
    onAnnounce: (listener) => topics.subscribe('announce', (hostId) => listener(hostId as HostId)),
    publish: (topic, payload) => send(`topic:${topic}`, payload),
    subscribe: (topic, listener) => topics.subscribe(`topic:${topic}`, listener),
    limiter: (limit) => redisLimiter({ redis, guarded, namespace }, limit),
    async once(key, ttlSeconds) {
      const claim = () => redis.set(`${namespace}:once:${key}`, 1, { nx: true, ex: ttlSeconds })
      return guarded(claim).then(
        (answer) => answer === 'OK',
        () => keys.once(key, ttlSeconds),
      )
    },
    async ping() {
      await availability.run(() => redis.ping(), PING_MS)
    },
    async close() {
      bus.close()
      wire.close()
    },
  }
}
