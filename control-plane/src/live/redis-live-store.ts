import { randomUUID } from 'node:crypto'
import type { HostReport } from '@cashbacktv/contract'
import type { Logger } from 'pino'
import { createAvailability } from './availability.ts'
import { redisLimiter } from './limiters.ts'
import { createListeners, createTopicListeners } from './listeners.ts'
import type { LiveStore, ReportHeard } from './live-store.ts'
import { createOneTimeKeys } from './one-time-keys.ts'
import { readReport } from './read-report.ts'
import { createRedisBus } from './redis-bus.ts'
import { openRedisWire, type RedisAddress } from './redis-wire.ts'
import { createReportCopy } from './report-copy.ts'
import { isTopic, TOPICS, type Topic } from './topics.ts'

/** No caller waits longer for Redis. */
const WAIT_MS = 150
const PING_MS = 1000
/** Reports come by themselves; whoever asks for all of them looks into Redis at most so often. */
const LOOK_EVERY_MS = 2000
const MOST_TOLD = 20

export type RedisLiveStoreOptions = {
  redis: RedisAddress
  log: Pick<Logger, 'warn' | 'info' | 'error'>
  /** Prefix of every key and channel, so that installations may share a Redis. */
  namespace?: string
}

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
  const onError = (err: unknown, topic: string) => log.error({ err, topic }, 'listener failed')
  const topics = createTopicListeners(onError)
  const heard = createListeners<ReportHeard>('report', onError)
  const drop = createDrop(log)
  const instanceId = randomUUID()
  const availability = createAvailability({ name: wire.name, log, onBack: () => bus.refresh() })
  const guarded = <T>(operation: () => Promise<T>) => availability.run(operation, WAIT_MS)
  const bus = createRedisBus({
    redis,
    channel: `${namespace}:bus`,
    instanceId,
    guarded,
    onMessage: (topic, payload) => (isTopic(topic) ? hear(topic, payload) : drop(topic)),
    onReport: (text) => {
      const report = reportIn(() => JSON.parse(text))
      if (!report) return
      copy.put(report)
      heard.emit({ report, isOwn: false })
    },
    onStrange: () => drop('envelope'),
  })

  function hear<T extends Topic>(topic: T, payload: unknown): void {
    const { success, data } = TOPICS[topic].safeParse(payload)
    if (success) topics[topic].emit(data)
    else drop(topic)
  }
  function reportIn(value: () => unknown): HostReport | null {
    try {
      return readReport(value())
    } catch {
      drop('report')
      return null
    }
  }

  let lookedAt = Number.NEGATIVE_INFINITY
  let looking: Promise<void> | null = null
  async function look() {
    const askedAt = performance.now()
    lookedAt = askedAt
    const found = await guarded(() => redis.hgetall(reportsKey))
    const reports = Object.values(found ?? {}).map((value) => reportIn(() => value))
    copy.merge(
      reports.filter((report) => report !== null),
      askedAt,
    )
  }

  return {
    shared: true,
    async putReport(report) {
      copy.put(report)
      heard.emit({ report, isOwn: true })
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
    onReport: (listener) => heard.subscribe(({ report, isOwn }) => listener(report, isOwn)),
    async publish(topic, payload) {
      topics[topic].emit(payload)
      await bus.send(topic, payload).catch(() => {})
    },
    subscribe: (topic, listener) => topics[topic].subscribe(listener),
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

/** Of each kind of message that is not understood one is told of, without what is in it: it may be secret. */
function createDrop(log: Pick<Logger, 'warn'>): (kind: string) => void {
  const told = new Set<string>()
  return (kind) => {
    if (told.has(kind) || told.size >= MOST_TOLD) return
    told.add(kind)
    log.warn({ kind }, 'what another instance says is not understood and was dropped')
  }
}
