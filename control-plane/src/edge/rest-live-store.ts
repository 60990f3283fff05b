import { messageOf } from '@cashbacktv/contract'
import type { Log } from '../context.ts'
import { DomainError } from '../domain/errors.ts'
import { createAvailability } from '../live/availability.ts'
import { createDrop } from '../live/drop-strange.ts'
import { redisLimiter } from '../live/limiters.ts'
import { createTopicListeners } from '../live/listeners.ts'
import type { LiveStore } from '../live/live-store.ts'
import { Envelope } from '../live/redis-bus.ts'
import { createRedisReports, type ReportMemory } from '../live/redis-reports.ts'
import { openRedisWire, type RedisAddress } from '../live/redis-wire.ts'
import { isTopic, TOPICS, type Topic } from '../live/topics.ts'

/** Redis may be far from here, and its first answer comes with a handshake. */
const WAIT_MS = 1000
/** Nothing of what hosts report comes by itself, and placement goes by it. */
const LOOK_EVERY_MS = 250

type Options = {
  redis: RedisAddress
  log: Log
  memory: ReportMemory
  namespace?: string
}

/** The live store of one request. */
export type RestLiveStore = LiveStore & {
  /** Of what nobody may try without being counted. @throws DomainError `unavailable` while Redis is away */
  strictLimiter: LiveStore['limiter']
  /**
   * From the answer on what other instances publish is heard, until it is called.
   * @throws when Redis does not answer
   */
  listenToOthers(): Promise<() => void>
}

/**
 * Speaks to the instances on Node over REST, by the keys and channels that they use. What they
 * publish is heard only while somebody waits for it.
 */
export function restLiveStore({ redis: address, log, memory, namespace = 'cbtv' }: Options) {
  const { redis, name } = openRedisWire(address)
  const channel = `${namespace}:bus`
  const drop = createDrop(log)
  const instanceId = crypto.randomUUID()
  const availability = createAvailability({ name, log })
  const guarded = <T>(operation: () => Promise<T>) => availability.run(operation, WAIT_MS)
  const topics = createTopicListeners((err, topic) => log.error({ err, topic }, 'listener failed'))
  const reports = createRedisReports({
    redis,
    namespace,
    guarded,
    memory,
    lookEveryMs: LOOK_EVERY_MS,
    onStrange: () => drop('report'),
  })
  let sent = 0

  function hear(message: unknown): void {
    const { data } = Envelope.safeParse(message)
    if (!data || 'beat' in data || data.from === instanceId || !isTopic(data.topic)) return
    emit(data.topic, data.payload)
  }
  function emit<T extends Topic>(topic: T, payload: unknown): void {
    const { success, data } = TOPICS[topic].safeParse(payload)
    if (success) topics[topic].emit(data)
    else drop(topic)
  }

  const counted = <T>(operation: () => Promise<T>) =>
    guarded(operation).catch((): never => {
      throw new DomainError('unavailable', messageOf('check-live'), { retryAfterSeconds: 5 })
    })

  const store: RestLiveStore = {
    shared: true,
    // Hosts have their sockets elsewhere.
    putReport: async () => {},
    onReport: () => () => {},
    latestReports: reports.latest,
    async publish(topic, payload) {
      topics[topic].emit(payload)
      const envelope: Envelope = { from: instanceId, id: ++sent, topic, payload }
      await guarded(() => redis.publish(channel, envelope)).catch(() => {})
    },
    subscribe: (topic, listener) => topics[topic].subscribe(listener),
    limiter: (limit) => redisLimiter({ redis, guarded, namespace }, limit),
    strictLimiter: (limit) =>
      redisLimiter({ redis, guarded: counted, namespace, isStrict: true }, limit),
    async once(key, ttlSeconds) {
      const claim = () => redis.set(`${namespace}:once:${key}`, 1, { nx: true, ex: ttlSeconds })
      return (await guarded(claim).catch(() => null)) === 'OK'
    },
    async ping() {
      await availability.ask(() => redis.ping(), WAIT_MS)
    },
    listenToOthers: () =>
      guarded(async () => {
        const subscriber = redis.subscribe<unknown>([channel])
        subscriber.on('message', ({ message }) => hear(message))
        await new Promise<void>((resolve, reject) => {
          subscriber.on('subscribe', () => resolve())
          subscriber.on('error', reject)
        })
        return () => void subscriber.unsubscribe().catch(() => {})
      }),
    close: async () => {},
  }
  return store
}
