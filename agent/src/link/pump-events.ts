import { EventsAcknowledged, LINK_MAX_MESSAGE_BYTES } from '@cashbacktv/contract'
import { fitBatch } from '../domain/events/fit-batch.ts'
import type { Outbox } from '../events/outbox.ts'
import { errorSentence } from './error-sentence.ts'
import { inTime, type LinkPorts } from './link-ports.ts'

type EventPorts = Omit<LinkPorts, 'sayOnce'> & {
  outbox: Pick<Outbox, 'pending' | 'acknowledge' | 'acknowledged'>
  isGreeted(): boolean
}

const BATCH = 200
const BATCH_BYTES = LINK_MAX_MESSAGE_BYTES / 2

/** Sends what waits in the outbox, batch by batch, until nothing does. */
export function pumpEvents(ports: EventPorts): { flush(): void } {
  const { client, log, random, timers, outbox, isGreeted } = ports
  const isOpen = () => isGreeted() && !timers.isClosed()
  let flushing = false

  async function flush(): Promise<void> {
    if (!isOpen() || flushing) return
    flushing = true
    try {
      while (isOpen() && (await sendBatch())) {}
    } catch (error) {
      log.debug({ error: errorSentence(error) }, 'Events wait')
      timers.later(1_000 + random() * 2_000, () => void flush())
    } finally {
      flushing = false
    }
  }

  /** False when nothing waits. */
  async function sendBatch(): Promise<boolean> {
    const events = fitBatch(outbox.pending(BATCH), BATCH_BYTES)
    const oldestHeld = events[0]?.number
    if (oldestHeld === undefined) return false
    const reply = await inTime((options) =>
      client.events.mutate({ events: [...events], oldestHeld }, options),
    )
    const { acknowledged } = EventsAcknowledged.parse(reply)
    if (acknowledged <= outbox.acknowledged) throw new Error('nothing was acknowledged')
    outbox.acknowledge(acknowledged)
    return true
  }

  return { flush: () => void flush() }
}
