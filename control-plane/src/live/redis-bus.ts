import type { Redis } from '@upstash/redis'
import { z } from 'zod'
import { createRenewed, stop } from './renewed-subscriptions.ts'

/** A beat is sent so often; one that is not heard means that the subscription is dead, whatever it says. */
const BEAT_MS = 3000
/** A subscription that was renewed goes on for so long: what was sent before the new one began may still be on its way. */
const LINGER_MS = 1000
/** Ids of messages kept to tell one that comes over two subscriptions; several seconds of the largest fleet. */
const REMEMBERED = 2000

export type RedisBus = {
  /** @throws when Redis does not take it. */
  send(topic: string, payload: unknown): Promise<unknown>
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
  onMessage: (topic: string, payload: unknown) => void
  /** The text of a report that another instance took in; perhaps twice. */
  onReport: (text: string) => void
  /** Something that no instance of this version says. */
  onStrange: () => void
  /** Publishes through the caller's guard against a dead store. */
  guarded: <T>(operation: () => Promise<T>) => Promise<T>
  lingerMs?: number
}

/** Reports are long and many: who sent one stands before it, so that nobody parses its own. */
const ID_LENGTH = 36
/** What stands there in place of a report to hear whether its channel is alive. */
const BEAT = /^\d+$/

/** A beat, which only its sender heeds, or a message. */
export const Envelope = z.union([
  z.object({ from: z.string(), beat: z.number() }),
  z.object({ from: z.string(), id: z.number(), topic: z.string(), payload: z.unknown() }),
])
export type Envelope = z.infer<typeof Envelope>

/** One channel for all instances, and one for reports. Neither wire says reliably that a subscription ended, so it listens for itself. */
export function createRedisBus(options: RedisBusOptions): RedisBus {
  const { redis, channel, instanceId, guarded, lingerMs = LINGER_MS } = options
  const isNew = createMemory(REMEMBERED)
  const reportsChannel = `${channel}:reports`
  const channels = [channel, reportsChannel]
  let beat = 0
  const heard = { messages: 0, reports: 0 }
  let sent = 0
  /** Of the newest subscription, the channels that it is heard on. */
  let confirmed = 0
  const renewed = createRenewed()
  let subscription = subscribe()

  function subscribe() {
    const subscriber = redis.subscribe<unknown>(channels)
    subscriber.on('subscribe', () => {
      if (subscriber !== subscription) return
      confirmed += 1
      // Over REST each channel is a connection of its own, and one may come long after the other.
      if (confirmed < channels.length) return
      renewed.stopAfter(lingerMs)
    })
    subscriber.on('message', ({ channel: on, message }) => {
      if (on === reportsChannel) hearReport(String(message))
      else hear(message)
    })
    // A failed subscription is silent, and silence is what is acted on.
    subscriber.on('error', () => {})
    return subscriber
  }
  function hearBeat(of: keyof typeof heard, isOwn: boolean, number: number) {
    if (isOwn) heard[of] = Math.max(heard[of], number)
  }
  function hearReport(text: string) {
    const isOwn = text.startsWith(instanceId)
    const report = text.slice(ID_LENGTH)
    if (BEAT.test(report)) hearBeat('reports', isOwn, Number(report))
    else if (!isOwn) options.onReport(report)
  }
  function hear(message: unknown) {
    const { success, data } = Envelope.safeParse(message)
    if (!success) options.onStrange()
    else if ('beat' in data) hearBeat('messages', data.from === instanceId, data.beat)
    else if (data.from !== instanceId && isNew(`${data.from} ${data.id}`)) {
      options.onMessage(data.topic, data.payload)
    }
  }
  const publish = (envelope: Envelope) => guarded(() => redis.publish(channel, envelope))

  /** One that hears anything listens until the next does: it may only have been slow, and then nothing is missed. */
  function refresh() {
    if (confirmed > 0) renewed.keep(subscription, confirmed === channels.length)
    else stop(subscription)
    confirmed = 0
    subscription = subscribe()
  }
  const timer = setInterval(() => {
    if (heard.messages < beat || heard.reports < beat) refresh()
    beat += 1
    publish({ from: instanceId, beat }).catch(() => {})
    guarded(() => redis.publish(reportsChannel, `${instanceId}${beat}`)).catch(() => {})
  }, BEAT_MS).unref()

  return {
    // Not guarded: it goes with the command that stores the report, which is.
    sendReport: (text) => redis.publish(reportsChannel, instanceId + text),
    send: (topic, payload) => publish({ from: instanceId, id: ++sent, topic, payload }),
    refresh,
    close() {
      clearInterval(timer)
      renewed.stop()
      stop(subscription)
    },
  }
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
