import { z } from 'zod'
import type { RedisWire } from './redis-wire.ts'
import { createRenewed } from './renewed-subscriptions.ts'
import type { WireMessage } from './subscription.ts'

/** A beat is sent so often; one that is not heard means that the subscription is dead, whatever it says. */
const BEAT_MS = 3000
/** A subscription that was renewed goes on for so long: what was sent before the new one began may still be on its way. */
const LINGER_MS = 1000
/** Ids of messages kept to tell one that comes over two subscriptions; several seconds of the largest fleet. */
const REMEMBERED = 2000

export type RedisBus = {
  /** @throws when Redis does not take it. */
  send(topic: string, payload: unknown): Promise<unknown>
  /** Stores a report in a field of a hash, and sends it. @throws when Redis does not take it. */
  sendReport(report: ReportText): Promise<unknown>
  /** Tries the subscription again now rather than at the next beat. */
  refresh(): void
  close(): void
}

/** A report as text, and the field of which hash it is kept in. */
export type ReportText = { key: string; field: string; text: string }

export type RedisBusOptions = {
  wire: Pick<RedisWire, 'redis' | 'subscribe'>
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

/** Reports are long and many: who sent one stands before it, so that nobody reads its own. */
const ID_LENGTH = 36
/** What stands there in place of a report to hear whether its channel is alive. */
const BEAT = /^\d+$/
const LONGEST_BEAT = ID_LENGTH + 16
/** One command, as a report stored and sent by two would go to Redis twice. */
const STORE_AND_SEND = `
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
return redis.call('PUBLISH', ARGV[3], ARGV[4] .. ARGV[2])`

/** A beat, which only its sender heeds, or a message. */
export const Envelope = z.union([
  z.object({ from: z.string(), beat: z.number() }),
  z.object({ from: z.string(), id: z.number(), topic: z.string(), payload: z.unknown() }),
])
export type Envelope = z.infer<typeof Envelope>

/** One channel for all instances, and one for reports. Neither wire says reliably that a subscription ended, so it listens for itself. */
export function createRedisBus(options: RedisBusOptions): RedisBus {
  const { wire, channel, instanceId, guarded, lingerMs = LINGER_MS } = options
  const { redis } = wire
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
    const begun = wire.subscribe(channels, {
      onSubscribed() {
        if (begun !== subscription) return
        confirmed += 1
        // Over REST each channel is a connection of its own, and one may come long after the other.
        if (confirmed === channels.length) renewed.stopAfter(lingerMs)
      },
      onMessage(on, message) {
        if (on === reportsChannel) hearReport(message)
        else hear(parsed(message.text()))
      },
    })
    return begun
  }
  function hearBeat(of: keyof typeof heard, isOwn: boolean, number: number) {
    if (isOwn) heard[of] = Math.max(heard[of], number)
  }
  function hearReport(message: WireMessage) {
    const isOwn = message.startsWith(instanceId)
    if (isOwn && message.length > LONGEST_BEAT) return
    const report = message.text().slice(ID_LENGTH)
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
    else subscription.stop()
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
    // Its caller guards it.
    sendReport: ({ key, field, text }) =>
      redis.eval(STORE_AND_SEND, [key], [field, text, reportsChannel, instanceId]),
    send: (topic, payload) => publish({ from: instanceId, id: ++sent, topic, payload }),
    refresh,
    close() {
      clearInterval(timer)
      renewed.stop()
      subscription.stop()
    },
  }
}

/** Null, which nobody says, for what is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
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
