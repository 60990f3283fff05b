import { EventsAcknowledged, type HostEvent, LINK_MAX_MESSAGE_BYTES } from '@cashbacktv/contract'
import { TRPCClientError } from '@trpc/client'
import { fitBatch } from '../domain/events/fit-batch.ts'
import type { Outbox } from '../events/outbox.ts'
import { errorSentence } from './error-sentence.ts'
import { inTime, type LinkPorts } from './link-ports.ts'

type EventPorts = LinkPorts & {
  outbox: Pick<Outbox, 'pending' | 'acknowledge' | 'acknowledged'>
  isGreeted(): boolean
  /** How long one that is refused is said again before it is given up. */
  refusedForMs?: number
}

const BATCH = 200
const BATCH_BYTES = LINK_MAX_MESSAGE_BYTES / 2

/** Long enough for a control plane of a moment to be another one again. */
const REFUSED_FOR_MS = 60_000

/**
 * Sends what waits in the outbox, batch by batch, until nothing does. Of a batch that is refused the half
 * is tried, down to the one event which is the reason: it must not hold up all others for ever.
 */
export function pumpEvents(ports: EventPorts): { flush(): void } {
  const { client, log, random, timers, outbox, isGreeted, sayOnce } = ports
  const { refusedForMs = REFUSED_FOR_MS } = ports
  const isOpen = () => isGreeted() && !timers.isClosed()
  let flushing = false
  let most = BATCH
  /** Since when the oldest is refused alone; null while it is not. */
  let refusedSince: number | null = null

  async function flush(): Promise<void> {
    if (!isOpen()) refusedSince = null
    if (!isOpen() || flushing) return
    flushing = true
    try {
      while (isOpen() && (await sendOldest())) {}
    } catch (error) {
      log.debug({ error: errorSentence(error) }, 'Events wait')
      timers.later(1_000 + random() * 2_000, () => void flush())
    } finally {
      flushing = false
    }
  }

  /** False when nothing waits. */
  async function sendOldest(): Promise<boolean> {
    const events = fitBatch(outbox.pending(most), BATCH_BYTES)
    const [oldest] = events
    if (oldest === undefined) return false
    try {
      await sendBatch(events, oldest.number)
      most = Math.min(BATCH, most * 2)
      refusedSince = null
    } catch (error) {
      if (!isRefusal(error)) throw error
      sayOnce('events', `The control plane refuses events: ${errorSentence(error)}`)
      if (events.length > 1) most = Math.ceil(events.length / 2)
      else if (!isGivenUp(oldest)) throw error
    }
    return true
  }

  function isGivenUp({ number, happening: { kind } }: HostEvent): boolean {
    refusedSince ??= performance.now()
    if (performance.now() - refusedSince < refusedForMs) return false
    log.warn({ number, kind }, 'An event that the control plane refuses is given up')
    outbox.acknowledge(number)
    refusedSince = null
    return true
  }

  async function sendBatch(events: readonly HostEvent[], oldestHeld: number): Promise<void> {
    const reply = await inTime((options) =>
      client.events.mutate({ events: [...events], oldestHeld }, options),
    )
    const { acknowledged } = EventsAcknowledged.parse(reply)
    if (acknowledged <= outbox.acknowledged) throw new Error('nothing was acknowledged')
    outbox.acknowledge(acknowledged)
  }

  return { flush: () => void flush() }
}

/** What is sent is not understood, however often. */
function isRefusal(error: unknown): boolean {
  return error instanceof TRPCClientError && error.data?.code === 'BAD_REQUEST'
}
