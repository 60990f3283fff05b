import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  type DesiredState,
  EventBatch,
  Hello,
  type HostAnswer,
  type HostEvent,
  type HostQuestion,
  HostReply,
  HostReport,
  type HostRequest,
  LINK_MAX_MESSAGE_BYTES,
  PROTOCOL,
} from '@cashbacktv/contract'
import { initTRPC, TRPCError, tracked } from '@trpc/server'
import { applyWSSHandler } from '@trpc/server/adapters/ws'
import { WebSocketServer } from 'ws'
import { HOST_ID } from './channel-factory.ts'

export const CREDENTIAL = 'c'.repeat(40)
export const JOIN_TOKEN = 'join-token-of-a-test'

/** What a control plane remembers; it outlives its server in tests of restarts. */
export type Memory = {
  desired: DesiredState | null
  events: HostEvent[]
  hellos: Hello[]
  reports: HostReport[]
  /** How often the same number came again. */
  doubled: number
  refuse: boolean
  /** Number of an event that it does not understand. */
  unclearEvent: number | null
  /** The one credential that counts. */
  credential: string
  assets: Map<string, Buffer>
  /** That may still be spent. */
  joinTokens: Set<string>
  /** Tokens that it was asked with. */
  enrolments: string[]
}

export function newMemory(): Memory {
  const empty = { events: [], hellos: [], reports: [], doubled: 0, refuse: false }
  const tokens = { joinTokens: new Set([JOIN_TOKEN]), enrolments: [] }
  const wanted = { desired: null, unclearEvent: null }
  return { ...wanted, assets: new Map(), credential: CREDENTIAL, ...tokens, ...empty }
}

/** The agent's side of a control plane in miniature, speaking the real protocol on a real port. */
export async function startControlPlane(memory: Memory, port = 0) {
  const t = initTRPC.create()
  const changed = new Set<() => void>()
  const questions: HostRequest[] = []
  const answers = new Map<string, (answer: HostAnswer) => void>()

  const wait = (signal: AbortSignal | undefined) =>
    new Promise<void>((resolve) => {
      const done = () => {
        changed.delete(done)
        resolve()
      }
      changed.add(done)
      signal?.addEventListener('abort', done, { once: true })
    })
  const poke = () => {
    for (const wake of [...changed]) wake()
  }

  const router = t.router({
    hello: t.procedure.input(Hello).mutation(({ input }) => {
      memory.hellos.push(input)
      const acknowledgedEvent = memory.events.at(-1)?.number ?? 0
      return {
        protocol: PROTOCOL,
        hostId: HOST_ID,
        at: new Date().toISOString(),
        acknowledgedEvent,
      }
    }),
    desired: t.procedure.subscription(async function* ({ signal }) {
      let sent: DesiredState | null = null
      while (!signal?.aborted) {
        if (memory.desired !== null && memory.desired !== sent) {
          sent = memory.desired
          yield tracked(String(sent.revision), sent)
        } else await wait(signal)
      }
    }),
    requests: t.procedure.subscription(async function* ({ signal }) {
      while (!signal?.aborted) {
        const next = questions.shift()
        if (next !== undefined) yield next
        else await wait(signal)
      }
    }),
    report: t.procedure.input(HostReport).mutation(({ input }) => {
      memory.reports = [...memory.reports.slice(-5), input]
    }),
    events: t.procedure.input(EventBatch).mutation(({ input }) => {
      if (input.events.some(({ number }) => number === memory.unclearEvent)) {
        throw new TRPCError({ code: 'BAD_REQUEST' })
      }
      const last = memory.events.at(-1)?.number ?? 0
      memory.doubled += input.events.filter((event) => event.number <= last).length
      memory.events.push(...input.events.filter((event) => event.number > last))
      return { acknowledged: memory.events.at(-1)?.number ?? 0 }
    }),
    renewCredential: t.procedure.mutation(() => {
      memory.credential = randomUUID()
      return { hostId: HOST_ID, credential: memory.credential }
    }),
    reply: t.procedure.input(HostReply).mutation(({ input }) => {
      answers.get(input.id)?.(input.answer)
    }),
  })

  const server = createServer(async (request, response) => {
    if (request.url === '/link/enrol') {
      const { joinToken } = JSON.parse(await body(request))
      memory.enrolments.push(joinToken)
      const known = memory.joinTokens.delete(joinToken)
      response.statusCode = known ? 201 : 401
      const error = { error: { code: 'unauthenticated', message: 'This token is not known.' } }
      const { credential } = memory
      response.end(JSON.stringify(known ? { hostId: HOST_ID, credential } : error))
      return
    }
    const asset = memory.assets.get(request.url?.split('/').at(-1) ?? '')
    response.statusCode = asset === undefined ? 404 : 200
    response.end(asset)
  })
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LINK_MAX_MESSAGE_BYTES })
  const handler = applyWSSHandler({ wss: sockets, router })
  server.on('upgrade', (request, socket, head) => {
    if (memory.refuse || request.headers.authorization !== `Bearer ${memory.credential}`) {
      socket.end('HTTP/1.1 401 Unauthorized\r\ncontent-length: 0\r\nconnection: close\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (ws) => sockets.emit('connection', ws, request))
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const address = server.address() as AddressInfo

  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    want(desired: DesiredState) {
      memory.desired = desired
      poke()
    },
    ask(question: HostQuestion): Promise<HostAnswer> {
      const id = randomUUID()
      const answer = new Promise<HostAnswer>((resolve) => answers.set(id, resolve))
      questions.push({ id, question })
      poke()
      return answer
    },
    /** Ends each connection, saying why. */
    endLinks(code: number) {
      for (const ws of sockets.clients) ws.close(code)
    },
    /** As a crash would: every socket ends at once. */
    async close() {
      for (const ws of sockets.clients) ws.terminate()
      handler.broadcastReconnectNotification()
      sockets.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function body(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
