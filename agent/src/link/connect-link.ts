import {
  type Hello,
  type HostAnswer,
  HostQuestion,
  type HostReport,
  reasonOf,
  UnreadHostRequest,
} from '@cashbacktv/contract'
import type { Outbox } from '../events/outbox.ts'
import type { Log } from '../ports.ts'
import type { AgentQuestion } from './answer-question.ts'
import { errorSentence } from './error-sentence.ts'
import type { HostCredential } from './host-credential.ts'
import { keepSubscribed } from './keep-subscribed.ts'
import { openLinkClient } from './link-client.ts'
import { inTime, type LinkPorts } from './link-ports.ts'
import { pumpEvents } from './pump-events.ts'
import { pumpReports } from './pump-reports.ts'
import { renewCredential } from './renew-credential.ts'
import { sayOnceOn } from './say-once.ts'
import { createSession } from './session.ts'
import { createTimers } from './timers.ts'

export type LinkOptions = {
  controlPlaneUrl: string
  credential: HostCredential
  log: Log
  random: () => number
  outbox: Outbox
  hello(): Hello
  report(): HostReport
  /** As it came, of a control plane that may be newer. What it throws is logged. */
  onDesired(given: unknown): void
  answer(question: AgentQuestion): Promise<HostAnswer>
  /** Each time this host is refused with every credential that it has. */
  onRefused?(): void
  /** How long an event that is refused is said again. */
  refusedForMs?: number
}

export type Link = {
  /** There are events to be sent. */
  flush(): void
  isConnected(): boolean
  /** The host can do other things than it said when it connected. */
  introduce(): void
  close(): Promise<void>
}

const REFUSED =
  'The control plane refuses this host: its credential was revoked or belongs to another installation. Enrol it again with a new JOIN_TOKEN. Channels go on.'
const REPLACED =
  "Another agent has connected as this host and taken over its connection. If this goes on, a second machine has a copy of the agent's data folder: give that one a new identity with a JOIN_TOKEN and an empty folder. Channels go on."
const AWAY = 'The control plane is away. Channels go on as last wanted.'

/**
 * The outbound connection to the control plane. Everything on it may be lost and is level-based or
 * acknowledged; while it is away the host goes on with its last snapshot.
 */
export function connectLink(options: LinkOptions): Link {
  const { log } = options
  const timers = createTimers()
  const voice = sayOnceOn(log)
  const { sayOnce } = voice
  const { client, again, close } = openLinkClient({
    ...options,
    onOpen() {
      voice.reset()
      log.info({}, 'Connected to the control plane')
      session.opened()
    },
    onClose(ended) {
      session.closed()
      if (timers.isClosed()) return
      if (ended === 'replaced') sayOnce('replaced', REPLACED)
      else sayOnce('away', AWAY)
    },
    onRefused() {
      sayOnce('refused', REFUSED)
      options.onRefused?.()
    },
  })
  const ports = { ...options, client, timers, sayOnce }
  const session = createSession({ ...ports, onGreeted: () => events.flush() })
  const { isGreeted } = session
  const events = pumpEvents({ ...ports, isGreeted })
  const reports = pumpReports({ ...ports, isGreeted })
  followDesired(ports, options.onDesired)
  answerRequests({ ...ports, again })
  return {
    flush: events.flush,
    isConnected: isGreeted,
    introduce: session.introduce,
    async close() {
      timers.close()
      reports.close()
      await close()
    },
  }
}

function followDesired(ports: LinkPorts, onDesired: LinkOptions['onDesired']): void {
  keepSubscribed<{ data: unknown }>(
    ports,
    'desired',
    (listeners) => ports.client.desired.subscribe(undefined, listeners),
    ({ data }) => onDesired(data),
  )
}

const NOT_KNOWN = reasonOf('fatal', 'question-not-known')

type AnswerPorts = LinkPorts & Pick<LinkOptions, 'answer' | 'credential'> & { again(): void }

function answerRequests(ports: AnswerPorts): void {
  const { client, log, answer, credential, again } = ports

  async function reply(data: unknown): Promise<void> {
    const { id, question } = UnreadHostRequest.parse(data)
    const given = await answerTo(HostQuestion.safeParse(question).data)
    await inTime((options) => client.reply.mutate({ id, answer: given }, options))
    if (given.kind === 'renew-credential') again()
  }

  async function answerTo(question: HostQuestion | undefined): Promise<HostAnswer> {
    // Of a newer control plane. Whoever asked is told at once, instead of waiting in vain.
    if (question === undefined) return { kind: 'failed', reason: NOT_KNOWN }
    return question.kind === 'renew-credential'
      ? renewCredential(ports, credential)
      : answer(question)
  }

  keepSubscribed<unknown>(
    ports,
    'requests',
    (listeners) => client.requests.subscribe(undefined, listeners),
    (data) => {
      void reply(data).catch((error: unknown) =>
        log.warn({ error: errorSentence(error) }, 'A question could not be answered'),
      )
    },
  )
}
