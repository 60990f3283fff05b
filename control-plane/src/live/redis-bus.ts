import type { Redis } from '@upstash/redis'

/** A beat is sent so often; one that is not heard means that the subscription is dead, whatever it says. */
const BEAT_MS = 3000

export type RedisBus = {
  /** @throws when Redis does not take it. */
  send(message: unknown): Promise<unknown>
  /** Tries the subscription again now rather than at the next beat. */
  refresh(): void
  close(): void
}

export type RedisBusOptions = {
  redis: Redis
  channel: string
  instanceId: string
  /** A message of another instance. */
  onMessage: (message: unknown) => void
  /** Publishes through the caller's guard against a dead store. */
  guarded: <T>(operation: () => Promise<T>) => Promise<T>
}

type Envelope = { from: string; beat?: number; message?: unknown }

/** One channel for all instances. Neither wire says reliably that a subscription ended, so it listens for itself. */
export function createRedisBus(options: RedisBusOptions): RedisBus {
  const { redis, channel, instanceId, guarded } = options
  let generation = 0
  let beat = 0
  let heard = 0
  let subscription = subscribe()

  function subscribe() {
    const mine = ++generation
    const subscriber = redis.subscribe<Envelope>(channel)
    subscriber.on('message', ({ message }) => {
      // The one before may still speak for a moment; nothing is to be heard twice.
      if (mine !== generation) return
      if (message.from !== instanceId) options.onMessage(message.message)
      else if (message.beat) heard = message.beat
    })
    // A failed subscription is silent, and silence is what is acted on.
    subscriber.on('error', () => {})
    return subscriber
  }
  const publish = (envelope: Envelope) => guarded(() => redis.publish(channel, envelope))

  function refresh() {
    const old = subscription
    subscription = subscribe()
    old.unsubscribe().catch(() => {})
  }
  const timer = setInterval(() => {
    if (heard < beat) refresh()
    beat += 1
    publish({ from: instanceId, beat }).catch(() => {})
  }, BEAT_MS).unref()

  return {
    send: (message) => publish({ from: instanceId, message }),
    refresh,
    close() {
      clearInterval(timer)
      subscription.unsubscribe().catch(() => {})
    },
  }
}
