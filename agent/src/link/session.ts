import {
  type Hello,
  HelloReply,
  inEnglish,
  isSupportedProtocol,
  protocolRefusal,
} from '@cashbacktv/contract'
import type { Outbox } from '../events/outbox.ts'
import { errorSentence } from './error-sentence.ts'
import { inTime, type LinkPorts } from './link-ports.ts'

export type Session = {
  opened(): void
  closed(): void
  /** The control plane knows who speaks: reports and events may be sent. */
  isGreeted(): boolean
  /** Says hello again where it was said: the host can do other things than before. */
  introduce(): void
}

export type SessionPorts = LinkPorts & {
  outbox: Pick<Outbox, 'skipTo' | 'acknowledge'>
  hello(): Hello
  onGreeted(): void
}

const GREET_AGAIN_MS = 5_000

/** A connection from its greeting on. */
export function createSession(ports: SessionPorts): Session {
  const { client, outbox, timers, sayOnce } = ports
  let connected = false
  let greeted = false

  async function greet(): Promise<void> {
    try {
      const reply = HelloReply.parse(
        await inTime((options) => client.hello.mutate(ports.hello(), options)),
      )
      if (!isSupportedProtocol(reply.protocol)) {
        sayOnce('protocol', inEnglish(protocolRefusal(reply.protocol, 'agent')))
      }
      outbox.skipTo(reply.acknowledgedEvent)
      outbox.acknowledge(reply.acknowledgedEvent)
      greeted = true
      ports.onGreeted()
    } catch (error) {
      sayOnce('hello', `The control plane does not take this agent: ${errorSentence(error)}`)
      timers.later(GREET_AGAIN_MS, () => void (connected && !greeted && greet()))
    }
  }

  return {
    opened() {
      connected = true
      void greet()
    },
    closed() {
      connected = false
      greeted = false
    },
    isGreeted: () => greeted,
    introduce: () => void (greeted && greet()),
  }
}
