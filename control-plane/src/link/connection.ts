import type { HostId, HostRequest, Message } from '@cashbacktv/contract'
import { createSignal, type Signal } from './signal.ts'

/** Questions that wait for an agent which has not subscribed to them yet; more are refused. */
const MAX_WAITING_REQUESTS = 64

/** What the link needs of a WebSocket; `ws` has it. */
export type LinkSocket = {
  readonly bufferedAmount: number
  close(code: number, reason: string): void
  terminate(): void
}

/** One authenticated socket of a host, from its upgrade to its end. */
export type Connection = {
  readonly hostId: HostId
  readonly credentialId: string
  /** When its credential was found to be good, in ms by the clock of the database, which all instances share. */
  readonly admittedAt: number
  readonly socket: LinkSocket
  /** How many it has open. */
  subscriptions: number
  /** Raised when the host's snapshot may have changed. */
  readonly desiredChanged: Signal
  /** Revision last sent on this socket; null before the first. */
  sentRevision: number | null
  readonly requests: RequestQueue
  /** The sentence about the protocol after a hello that cannot be answered. */
  refusal: Message | null
  /** Instant in ms of the last hello or report on this socket; null before the first. */
  heardAt: number | null
  /** By how many milliseconds the host's clock is behind ours, as far as that matters. */
  clockLagMs: number
  /** It was asked to replace its credential because of its age; once a connection is enough. */
  wasAskedToRenew: boolean
  /** Something that it said was not understood; that is logged once. */
  wasUnclear: boolean
  /** Instant in ms of the last write of `lastSeenAt`, and what was written with it. */
  persisted: { at: number; appliedRevision: number | null }
}

export type RequestQueue = {
  /** False when too many wait already. */
  offer(request: HostRequest): boolean
  /** Ends when `stop` aborts. */
  drain(stop: AbortSignal): AsyncGenerator<HostRequest>
}

export function createConnection(
  host: Pick<Connection, 'hostId' | 'credentialId' | 'admittedAt'>,
  socket: LinkSocket,
): Connection {
  return {
    ...host,
    socket,
    subscriptions: 0,
    desiredChanged: createSignal(),
    sentRevision: null,
    requests: createRequestQueue(),
    refusal: null,
    heardAt: null,
    clockLagMs: 0,
    wasAskedToRenew: false,
    wasUnclear: false,
    persisted: { at: 0, appliedRevision: null },
  }
}

function createRequestQueue(): RequestQueue {
  const waiting: HostRequest[] = []
  const added = createSignal()
  return {
    offer(request) {
      if (waiting.length >= MAX_WAITING_REQUESTS) return false
      waiting.push(request)
      added.raise()
      return true
    },
    async *drain(stop) {
      while (!stop.aborted) {
        const next = waiting.shift()
        if (next) yield next
        else await added.wait(stop)
      }
    },
  }
}
