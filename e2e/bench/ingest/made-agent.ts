import { PROTOCOL } from '@cashbacktv/contract'
import { madeCapabilities } from '@cashbacktv/contract/made-host'
import type { WebSocket } from 'ws'
import { WebSocket as Socket } from 'ws'
import { createMadeReport, type MadeHost } from './made-report.ts'

export type Tally = { sent: number; answered: number; late: number; refused: number }

type Answer = {
  id: number
  error?: unknown
  result?: { type?: string; data?: { data?: { revision?: number } } }
}

/** What an agent says before its first report. */
const CAPABILITIES = madeCapabilities({ cores: 32, memoryBytes: 64e9 })

/** An agent reduced to its link, in tRPC's own words: hello, the subscription of snapshots, a report a second. */
export function startMadeAgent(
  host: MadeHost,
  url: string,
  tally: Tally,
  madeReport: (revision: number | null, ms: number) => Readonly<object> = createMadeReport(host),
): { stop(): void } {
  const address = `${url.replace('http', 'ws')}/link`
  const headers = { authorization: `Bearer ${host.credential}` }
  const socket: WebSocket = new Socket(address, { headers, perMessageDeflate: false })
  let id = 0
  let helloId = 0
  let revision: number | null = null
  let waiting: number | null = null
  let timer: NodeJS.Timeout | undefined

  const say = (method: string, path: string, input?: unknown) => {
    id += 1
    const params = input === undefined ? { path } : { path, input }
    socket.send(JSON.stringify({ id, jsonrpc: '2.0', method, params }))
    return id
  }
  /** As a real one: none while the one before waits for its answer. */
  const report = () => {
    if (waiting !== null) {
      tally.late += 1
      return
    }
    tally.sent += 1
    waiting = say('mutation', 'report', madeReport(revision, Date.now()))
  }
  socket.on('open', () => {
    const hello = {
      protocol: PROTOCOL,
      capabilities: CAPABILITIES,
      appliedRevision: null,
      bootId: 'b',
    }
    helloId = say('mutation', 'hello', hello)
  })
  socket.on('message', (data) => {
    const text = String(data)
    if (text === 'PING') return socket.send('PONG')
    const { id: of, error, result }: Answer = JSON.parse(text)
    if (error) tally.refused += 1
    if (of === helloId) {
      helloId = 0
      say('subscription', 'desired')
      // Spread over the second, as real ones are.
      setTimeout(() => {
        timer = setInterval(report, 1000)
      }, Math.random() * 1000)
    } else if (of === waiting) {
      waiting = null
      tally.answered += 1
    } else if (result?.data?.data?.revision) revision = result.data.data.revision
  })
  socket.on('error', () => {
    tally.refused += 1
  })
  socket.on('close', () => clearInterval(timer))
  return { stop: () => socket.close() }
}
