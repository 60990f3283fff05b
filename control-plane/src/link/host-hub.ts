import { randomUUID } from 'node:crypto'
import { type HostId, type HostReply, inEnglish, messageOf } from '@cashbacktv/contract'
import type { Logger } from 'pino'
import type { LiveStore } from '../live/live-store.ts'
import type { Connection } from './connection.ts'
import type { HostLink } from './host-link.ts'
import { createQuestionRelay } from './question-relay.ts'

const DEFAULT_TIMEOUT_MS = 15_000
/** A peer that does not take part in closing is dropped. */
const CLOSE_WITHIN_MS = 2000

/** Close codes of the link, read by agents: what to do next is in the code. */
export const LINK_CLOSE = {
  /** The instance goes away: connect again at once, elsewhere. */
  restarting: 1012,
  replaced: 4409,
  revoked: 4401,
  tooManyMessages: 4429,
  tooSlow: 4408,
} as const

const REPLACED = 'A newer connection has taken over.'

/** The sockets this instance holds, one a host, and the way to those that others hold. */
export type HostHub = HostLink & {
  /** The newest socket of a host wins: an older one, here or on another instance, is closed. */
  attach(connection: Connection): void
  detach(connection: Connection): void
  isCurrent(connection: Connection): boolean
  connections(): Connection[]
  /** Ends the socket of a host, if this instance holds it. From now on nothing it says counts. */
  end(hostId: HostId, code: number, reason: string): void
  /** An answer that came in on a socket of this instance. */
  answer(hostId: HostId, reply: HostReply): void
  close(): void
}

export function createHostHub(options: { live: LiveStore; log: Logger }): HostHub {
  const { live, log } = options
  const instanceId = randomUUID()
  const held = new Map<HostId, Connection>()
  const relay = createQuestionRelay({ live, instanceId, held })

  const end = (hostId: HostId, code: number, reason: string) => {
    const connection = held.get(hostId)
    if (!connection) return
    held.delete(hostId)
    connection.socket.close(code, reason)
    setTimeout(() => connection.socket.terminate(), CLOSE_WITHIN_MS).unref()
  }

  const stops = [
    live.subscribe('host.wanted', ({ hostId }) => held.get(hostId)?.desiredChanged.raise()),
    live.subscribe('link.attached', ({ hostId, instanceId: by, admittedAt = Infinity }) => {
      // What is told late may be of an older one than that which is held here by now.
      const isOlder = (held.get(hostId)?.admittedAt ?? 0) < admittedAt
      if (by !== instanceId && isOlder) end(hostId, LINK_CLOSE.replaced, REPLACED)
    }),
    live.subscribe('link.revoked', ({ hostId }) =>
      end(hostId, LINK_CLOSE.revoked, inEnglish(messageOf('credential-revoked'))),
    ),
  ]

  return {
    ask: (hostId, question, timeoutMs = DEFAULT_TIMEOUT_MS) =>
      relay.ask(hostId, question, timeoutMs),
    connectedHosts: () => [...held.keys()],
    attach(connection) {
      const { hostId, admittedAt } = connection
      end(hostId, LINK_CLOSE.replaced, REPLACED)
      held.set(hostId, connection)
      log.info({ hostId }, 'host connected')
      void live.publish('link.attached', { hostId, instanceId, admittedAt })
    },
    detach(connection) {
      if (held.get(connection.hostId) !== connection) return
      held.delete(connection.hostId)
      log.info({ hostId: connection.hostId }, 'host disconnected')
    },
    isCurrent: (connection) => held.get(connection.hostId) === connection,
    end,
    connections: () => [...held.values()],
    answer: (hostId, reply) => relay.answer(hostId, reply),
    close() {
      for (const stop of stops) stop()
      relay.close()
    },
  }
}
