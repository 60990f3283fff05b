import {
  DesiredState,
  EventsAcknowledged,
  type Hello,
  HelloReply,
  type HostAnswer,
  type HostQuestion,
  type HostReport,
  HostRequest,
  isSupportedProtocol,
  LINK_MAX_MESSAGE_BYTES,
  unsupportedProtocolMessage,
} from '@cashbacktv/contract'
import { createTRPCUntypedClient, createWSClient, TRPCClientError, wsLink } from '@trpc/client'
import { fitBatch } from '../domain/events/fit-batch.ts'
import type { Outbox } from '../events/outbox.ts'
import type { Log } from '../ports.ts'
import { linkSocketClass } from './link-socket.ts'
import { type Ended, endedBy, reconnectDelay } from './reconnect-delay.ts'

export type LinkOptions = {
  controlPlaneUrl: string
  credential: string
  log: Log
  random: () => number
  outbox: Outbox
  hello(): Hello
  report(): HostReport
  onDesired(desired: DesiredState): void
  answer(question: HostQuestion): Promise<HostAnswer>
}

export type Link = {
  /** There are events to be sent. */
  flush(): void
  isConnected(): boolean
  close(): Promise<void>
}

const REPORT_EVERY_MS = 1_000
const CALL_TIMEOUT_MS = 5_000
const BATCH = 200
const BATCH_BYTES = LINK_MAX_MESSAGE_BYTES / 2
const SLOW_RETRY_MS = 30_000

/**
 * The outbound connection to the control plane. Everything on it may be lost and is level-based or
 * acknowledged; while it is away the host goes on with its last snapshot.
 */
export function connectLink(options: LinkOptions): Link {
  const { log, random, outbox } = options
  const said = new Set<string>()
  let ended: Ended = 'lost'
  let connected = false
  let greeted = false
  let closed = false
  let reporting = false
  let flushing = false
  const timers = new Set<NodeJS.Timeout>()

  const socket = createWSClient({
    url: linkAddress(options.controlPlaneUrl),
    WebSocket: linkSocketClass(options.credential, (status) => {
      if (status !== 401 && status !== 403) return
      ended = 'refused'
      sayOnce(
        'refused',
        'The control plane refuses this host: its credential was revoked or belongs to another installation. Enrol it again with a new JOIN_TOKEN. Channels go on.',
      )
    }) as unknown as typeof globalThis.WebSocket,
    retryDelayMs: (attempt) => reconnectDelay(attempt, ended, random),
    keepAlive: { enabled: true, intervalMs: 5_000, pongTimeoutMs: 5_000 },
    onOpen() {
      ended = 'lost'
      connected = true
      said.clear()
      log.info({}, 'Connected to the control plane')
      void greet()
    },
    onClose(cause) {
      if (ended !== 'refused') ended = endedBy(cause?.code)
      connected = false
      greeted = false
      if (!closed) sayOnce('away', 'The control plane is away. Channels go on as last wanted.')
    },
  })
  const client = createTRPCUntypedClient({ links: [wsLink({ client: socket })] })

  function sayOnce(key: string, message: string): void {
    if (said.has(key)) return
    said.add(key)
    log.warn({}, message)
  }

  function later(ms: number, task: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer)
      if (!closed) task()
    }, ms)
    timers.add(timer)
  }

  function call(path: string, input: unknown): Promise<unknown> {
    return client.mutation(path, input, { signal: AbortSignal.timeout(CALL_TIMEOUT_MS) })
  }

  async function greet(): Promise<void> {
    try {
      const reply = HelloReply.parse(await call('hello', options.hello()))
      if (!isSupportedProtocol(reply.protocol)) {
        sayOnce('protocol', unsupportedProtocolMessage(reply.protocol, 'agent'))
      }
      outbox.skipTo(reply.acknowledgedEvent)
      outbox.acknowledge(reply.acknowledgedEvent)
      greeted = true
      void flush()
    } catch (error) {
      sayOnce('hello', `The control plane does not take this agent: ${sentence(error)}`)
      later(CALL_TIMEOUT_MS, () => void (connected && !greeted && greet()))
    }
  }

  /** A subscription that is cancelled is not the end: it is asked for again, slowly. */
  function subscribe(path: string, onData: (data: unknown) => void): void {
    const again = (why: string) => {
      if (closed) return
      sayOnce(path, `The control plane ended "${path}" (${why}); asked for again every 30 s.`)
      later(SLOW_RETRY_MS * (0.5 + random() / 2), () => subscribe(path, onData))
    }
    client.subscription(path, undefined, {
      onData: (data) => guard(path, () => onData(data)),
      onError: (error) => again(sentence(error)),
      onComplete: () => again('completed'),
    })
  }

  function guard(path: string, task: () => void): void {
    try {
      task()
    } catch (error) {
      log.error({ path, error: sentence(error) }, 'A message of the control plane is not usable')
    }
  }

  async function report(): Promise<void> {
    if (!greeted || reporting) return
    reporting = true
    try {
      await call('report', options.report())
    } catch (error) {
      log.debug({ error: sentence(error) }, 'A report did not arrive')
    } finally {
      reporting = false
    }
  }

  async function flush(): Promise<void> {
    if (!greeted || flushing || closed) return
    flushing = true
    try {
      while (greeted && !closed) {
        const events = fitBatch(outbox.pending(BATCH), BATCH_BYTES)
        const oldestHeld = events[0]?.number
        if (oldestHeld === undefined) return
        const reply = EventsAcknowledged.parse(await call('events', { events, oldestHeld }))
        if (reply.acknowledged <= outbox.acknowledged) throw new Error('nothing was acknowledged')
        outbox.acknowledge(reply.acknowledged)
      }
    } catch (error) {
      log.debug({ error: sentence(error) }, 'Events wait')
      later(1_000 + random() * 2_000, () => void flush())
    } finally {
      flushing = false
    }
  }

  async function answer(data: unknown): Promise<void> {
    const request = HostRequest.parse(data)
    const reply = { id: request.id, answer: await options.answer(request.question) }
    await call('reply', reply)
  }

  subscribe('desired', (data) => options.onDesired(DesiredState.parse(untracked(data))))
  subscribe('requests', (data) => {
    void answer(untracked(data)).catch((error: unknown) =>
      log.warn({ error: sentence(error) }, 'A question could not be answered'),
    )
  })
  const ticker = setInterval(() => void report(), REPORT_EVERY_MS)

  return {
    flush: () => void flush(),
    isConnected: () => greeted,
    async close() {
      closed = true
      clearInterval(ticker)
      for (const timer of timers) clearTimeout(timer)
      await socket.close()
    },
  }
}

/** `tracked` data comes in an envelope with its id. */
function untracked(data: unknown): unknown {
  const isEnvelope = typeof data === 'object' && data !== null && 'data' in data && 'id' in data
  return isEnvelope ? data.data : data
}

function linkAddress(controlPlaneUrl: string): string {
  const address = new URL('/link', controlPlaneUrl)
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
  return address.href
}

function sentence(error: unknown): string {
  if (error instanceof TRPCClientError) return error.message
  return error instanceof Error ? error.message.slice(0, 300) : String(error)
}
