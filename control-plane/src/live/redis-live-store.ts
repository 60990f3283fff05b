import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import type { InTurn } from '../short-turns.ts'
import { createAvailability } from './availability.ts'
import { createDrop } from './drop-strange.ts'
import { redisLimiter } from './limiters.ts'
import { createListeners, createTopicListeners } from './listeners.ts'
import type { LiveStore, ReportHeard } from './live-store.ts'
import { createOneTimeKeys } from './one-time-keys.ts'
import { createRedisBus } from './redis-bus.ts'
import { createRedisReports } from './redis-reports.ts'
import { openRedisWire, type RedisAddress } from './redis-wire.ts'
import { isTopic, TOPICS, type Topic } from './topics.ts'

/** No caller waits longer for Redis. */
const WAIT_MS = 150
const PING_MS = 1000

export type RedisLiveStoreOptions = {
  redis: RedisAddress
  log: Pick<Logger, 'warn' | 'info' | 'error'>
  /** Reports of other instances are heard in these turns, as those of hosts are. */
  inTurn: InTurn
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
  const { log, inTurn, namespace = 'cbtv' } = options
  const wire = openRedisWire(options.redis)
  const { redis } = wire
  const keys = createOneTimeKeys(Date.now)
  const onError = (err: unknown, topic: string) => log.error({ err, topic }, 'listener failed')
  const topics = createTopicListeners(onError)
  const heard = createListeners<ReportHeard>('report', onError)
  const drop = createDrop(log)
  const instanceId = randomUUID()
  const availability = createAvailability({ name: wire.name, log, onBack: () => bus.refresh() })
  const guarded = <T>(operation: () => Promise<T>) => availability.run(operation, WAIT_MS)
  const onStrange = () => drop('report')
  const reports = createRedisReports({ redis, namespace, guarded, onStrange })
  const bus = createRedisBus({
    wire,
    channel: `${namespace}:bus`,
    instanceId,
    guarded,
    onMessage: (topic, payload) => (isTopic(topic) ? hear(topic, payload) : drop(topic)),
    onReport: (text) =>
      inTurn(() => {
        const report = reports.take(text)
        if (report) heard.emit({ report, isOwn: false })
      }),
    onStrange: () => drop('envelope'),
  })

  function hear<T extends Topic>(topic: T, payload: unknown): void {
    const { success, data } = TOPICS[topic].safeParse(payload)
    if (success) topics[topic].emit(data)
    else drop(topic)
  }

  return {
    shared: true,
    async putReport(report) {
      heard.emit({ report, isOwn: true })
      await reports.put(report, bus.sendReport)
    },
    latestReports: reports.latest,
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
      await availability.ask(() => redis.ping(), PING_MS)
    },
    async close() {
      bus.close()
      wire.close()
    },
  }
}
