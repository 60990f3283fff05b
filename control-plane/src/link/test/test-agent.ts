import type {
  DesiredState,
  Hello,
  HostEvent,
  HostId,
  HostReport,
  HostRequest,
} from '@cashbacktv/contract'
import { madeCapabilities } from '@cashbacktv/contract/made-host'
import { createTRPCClient, createWSClient, wsLink } from '@trpc/client'
import { WebSocket } from 'ws'
import type { LinkRouter } from '../router.ts'

export const CAPABILITIES = madeCapabilities()

export const helloOf = (changes: Partial<Hello> = {}): Hello => ({
  protocol: 1,
  capabilities: CAPABILITIES,
  appliedRevision: null,
  bootId: 'boot-1',
  ...changes,
})

export const eventOf = (number: number): HostEvent => ({
  number,
  at: new Date().toISOString(),
  happening: { kind: 'agent-started', version: `v${number}`, adopted: 0 },
})

export const reportOf = (hostId: HostId, changes: Partial<HostReport> = {}): HostReport => ({
  protocol: 1,
  hostId,
  at: new Date().toISOString(),
  appliedRevision: null,
  heldRevision: null,
  origin: null,
  sample: null,
  capacity: null,
  channels: [],
  ...changes,
})

export type TestAgent = ReturnType<typeof startTestAgent>

/** An agent reduced to its link: it keeps what it hears and how its sockets ended. */
export function startTestAgent(url: string, credential: string) {
  const closes: number[] = []
  const snapshots: { at: number; state: DesiredState }[] = []
  const requests: HostRequest[] = []
  const errors: string[] = []
  const sockets: WebSocket[] = []

  class HostSocket extends WebSocket {
    constructor(address: string | URL) {
      super(address, { headers: { authorization: `Bearer ${credential}` } })
      sockets.push(this)
      this.on('error', () => {})
      this.on('close', (code) => closes.push(code))
    }
  }
  const client = createWSClient({
    url: `${url.replace('http', 'ws')}/link`,
    WebSocket: HostSocket as unknown as typeof globalThis.WebSocket,
    retryDelayMs: () => 50,
  })
  const link = createTRPCClient<LinkRouter>({ links: [wsLink({ client })] })
  const onError = (error: { message: string }) => void errors.push(error.message)
  link.desired.subscribe(undefined, {
    onData: ({ data }) => void snapshots.push({ at: performance.now(), state: data }),
    onError,
  })
  link.requests.subscribe(undefined, { onData: (request) => void requests.push(request), onError })

  return {
    link,
    closes,
    snapshots,
    requests,
    errors,
    sockets,
    revisions: () => snapshots.map(({ state }) => state.revision),
    close: () => client.close(),
  }
}

/** The HTTP status with which an upgrade was refused, or `open`. */
export function tryUpgrade(url: string, authorization?: string): Promise<number | 'open'> {
  return new Promise((resolve, reject) => {
    const headers = authorization === undefined ? {} : { authorization }
    const socket = new WebSocket(`${url.replace('http', 'ws')}/link`, { headers })
    socket.once('open', () => {
      resolve('open')
      socket.terminate()
    })
    socket.once('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0)
      response.resume()
      socket.terminate()
    })
    socket.on('error', (error) => reject(error))
  })
}
