import type { HostReport } from '@cashbacktv/contract'
import type { Redis } from '@upstash/redis'

/** A beat is sent so often; one that is not heard means that the subscription is dead, whatever it says. */
const BEAT_MS = 3000
/** A subscription that was renewed goes on for so long: what was sent before the new one began may still be on its way. */
const LINGER_MS = 1000
/** Ids of messages kept to tell one that comes over two subscriptions; several seconds of the largest fleet. */
const REMEMBERED = 2000

export type RedisBus = {
  /** @throws when Redis does not take it. */
  send(message: unknown): Promise<unknown>
  /** A report as the text that is stored. @throws when Redis does not take it. */
  sendReport(text: string): Promise<unknown>
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
  /** A report that another instance took in; perhaps twice. */
  onReport: (report: HostReport) => void
  /** Publishes through the caller's guard against a dead store. */
  guarded: <T>(operation: () => Promise<T>) => Promise<T>
}

type Stoppable = { unsubscribe(): Promise<void> }
/** Reports are long and many: who sent one stands before it, so that nobody parses its own. */
const ID_LENGTH = 36

type Envelope = { from: string; beat?: number; id?: number; message?: unknown }

/** One channel for all instances, and one for reports. Neither wire says reliably that a subscription ended, so it listens for itself. */
export function createRedisBus(options: RedisBusOptions): RedisBus {
  const { redis, channel, instanceId, guarded } = options
  const isNew = createMemory(REMEMBERED)
  const reportsChannel = `${channel}:reports`
  let beat = 0
  let heard = 0
  let sent = 0
  let isUp = false
  const renewed: Stoppable[] = []
  let subscription = subscribe()

  function subscribe() {
    const subscriber = redis.subscribe<Envelope | string>([channel, reportsChannel])
    subscriber.on('subscribe', () => {
      if (subscriber !== subscription) return
      isUp = true
      const old = renewed.splice(0)
      setTimeout(() => old.forEach(stop), LINGER_MS).unref()
    })
    subscriber.on('message', ({ message }) => {
      if (typeof message === 'string') {
        if (!message.startsWith(instanceId)) options.onReport(JSON.parse(message.slice(ID_LENGTH)))
      } else if (message.from === instanceId) heard = Math.max(heard, message.beat ?? 0)
      else if (!message.beat && isNew(`${message.from} ${message.id}`))
        options.onMessage(message.message)
    })
    // A failed subscription is silent, and silence is what is acted on.
    subscriber.on('error', () => {})
    return subscriber
  }
  const publish = (envelope: Envelope) => guarded(() => redis.publish(channel, envelope))

  /** One that was up listens until the next is: it may only have been slow, and then nothing is missed. */
  function refresh() {
    if (isUp) renewed.push(subscription)
    else stop(subscription)
    isUp = false
    subscription = subscribe()
  }
  const timer = setInterval(() => {
    if (heard < beat) refresh()
    beat += 1
    publish({ from: instanceId, beat }).catch(() => {})
  }, BEAT_MS).unref()

  return {
    // Not guarded: it goes with the command that stores the report, which is.
    sendReport: (text) => redis.publish(reportsChannel, instanceId + text),
    send: (message) => publish({ from: instanceId, id: ++sent, message }),
    refresh,
    close() {
      clearInterval(timer)
      renewed.forEach(stop)
      stop(subscription)
    },
  }
}

function stop(subscription: Stoppable): void {
  subscription.unsubscribe().catch(() => {})
}

/** Whether a key is met for the first time among the last `size` ones. */
function createMemory(size: number): (key: string) => boolean {
  const keys = new Set<string>()
  return (key) => {
    if (keys.has(key)) return false
    keys.add(key)
    for (const oldest of keys) {
      if (keys.size <= size) break
      keys.delete(oldest)
    }
    return true
  }
}
