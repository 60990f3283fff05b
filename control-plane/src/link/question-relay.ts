import { randomUUID } from 'node:crypto'
import {
  type HostAnswer,
  type HostId,
  type HostQuestion,
  type HostReply,
  messageOf,
  reasonOf,
} from '@cashbacktv/contract'
import { DomainError } from '../domain/errors.ts'
import type { LiveStore } from '../live/live-store.ts'
import type { Connection } from './connection.ts'

/** An instance that holds the socket says so within this time; silence means that none does. */
const TAKEN_WITHIN_MS = 1000

type Pending = {
  hostId: HostId
  /** Called when some instance has passed the question on. */
  taken(): void
  settle(answer: HostAnswer): void
}

type RelayOptions = {
  live: LiveStore
  instanceId: string
  held: ReadonlyMap<HostId, Connection>
}

export type QuestionRelay = {
  /** @throws DomainError `host_unreachable` */
  ask(hostId: HostId, question: HostQuestion, timeoutMs: number): Promise<HostAnswer>
  answer(hostId: HostId, reply: HostReply): void
  close(): void
}

/**
 * Questions to hosts and the way back of their answers. A question for a host of another instance
 * travels over the live store; that instance says `taken`, and later passes on the answer.
 */
export function createQuestionRelay({ live, instanceId, held }: RelayOptions): QuestionRelay {
  const pending = new Map<string, Pending>()
  /** Questions of other instances that a host of ours works on, by id. */
  const foreign = new Map<string, { hostId: HostId; from: string; forget: NodeJS.Timeout }>()

  const stops = [
    live.subscribe('link.ask', ({ id, hostId, from, question, timeoutMs }) => {
      if (from === instanceId || !held.get(hostId)?.requests.offer({ id, question })) return
      const forget = setTimeout(() => foreign.delete(id), timeoutMs).unref()
      foreign.set(id, { hostId, from, forget })
      void live.publish('link.taken', { to: from, id })
    }),
    live.subscribe('link.taken', ({ to, id }) => {
      if (to === instanceId) pending.get(id)?.taken()
    }),
    live.subscribe('link.answer', ({ to, reply }) => {
      if (to === instanceId) pending.get(reply.id)?.settle(reply.answer)
    }),
  ]

  return {
    ask(hostId, question, timeoutMs) {
      const id = randomUUID()
      const connection = held.get(hostId)
      if (connection) {
        if (!connection.requests.offer({ id, question })) return Promise.reject(busy())
      } else if (!live.shared) {
        return Promise.reject(notConnected())
      }
      return new Promise((resolve, reject) => {
        const fail = (error: DomainError) => {
          finish()
          reject(error)
        }
        const deadline = setTimeout(() => fail(noAnswer(timeoutMs)), timeoutMs)
        const unclaimed = connection
          ? undefined
          : setTimeout(() => fail(notConnected()), Math.min(TAKEN_WITHIN_MS, timeoutMs))
        const finish = () => {
          clearTimeout(deadline)
          clearTimeout(unclaimed)
          pending.delete(id)
        }
        pending.set(id, {
          hostId,
          taken: () => clearTimeout(unclaimed),
          settle(answer) {
            finish()
            resolve(answer)
          },
        })
        if (!connection) {
          void live.publish('link.ask', { id, hostId, from: instanceId, question, timeoutMs })
        }
      })
    },
    answer(hostId, reply) {
      const own = pending.get(reply.id)
      if (own?.hostId === hostId) return own.settle(reply.answer)
      const asked = foreign.get(reply.id)
      if (asked?.hostId !== hostId) return
      clearTimeout(asked.forget)
      foreign.delete(reply.id)
      void live.publish('link.answer', { to: asked.from, reply })
    },
    close() {
      for (const stop of stops) stop()
      for (const asked of foreign.values()) clearTimeout(asked.forget)
      for (const waiting of pending.values()) waiting.settle(CLOSING)
    },
  }
}

const CLOSING: HostAnswer = {
  kind: 'failed',
  reason: reasonOf('resource', 'control-plane-closing'),
}

const notConnected = () => new DomainError('host_unreachable', messageOf('host-not-connected'))
const busy = () => new DomainError('host_unreachable', messageOf('host-busy'))
const noAnswer = (timeoutMs: number) =>
  new DomainError(
    'host_unreachable',
    messageOf('host-late', { seconds: Math.round(timeoutMs / 100) / 10 }),
  )
