import type { LinkRouter } from '@cashbacktv/control-plane/types'
import { createTRPCClient, createWSClient, type TRPCClient, wsLink } from '@trpc/client'
import type { HostCredential } from './host-credential.ts'
import { linkSocketClass } from './link-socket.ts'
import { type Ended, endedBy, reconnectDelay } from './reconnect-delay.ts'

export type LinkClient = TRPCClient<LinkRouter>

export type ClientOptions = {
  controlPlaneUrl: string
  credential: Pick<HostCredential, 'current' | 'refused'>
  random: () => number
  onOpen(): void
  onClose(ended: Ended): void
  /** The credential is refused. */
  onRefused(): void
}

/** The connection to the control plane, made anew whenever it is lost, and what is called over it. */
export function openLinkClient(options: ClientOptions): {
  client: LinkClient
  /** Gives this connection up for a new one. */
  again(): void
  close(): Promise<void>
} {
  const { controlPlaneUrl, credential, random, onOpen, onClose, onRefused } = options
  let ended: Ended = 'lost'
  const socket = createWSClient({
    url: linkAddress(controlPlaneUrl),
    WebSocket: linkSocketClass(credential.current, (status) => {
      if (status !== 401 && status !== 403) return
      if (credential.refused()) return
      ended = 'refused'
      onRefused()
    }) as unknown as typeof globalThis.WebSocket,
    retryDelayMs: (attempt) => reconnectDelay(attempt, ended, random),
    keepAlive: { enabled: true, intervalMs: 5_000, pongTimeoutMs: 5_000 },
    onOpen() {
      ended = 'lost'
      onOpen()
    },
    onClose(cause) {
      if (ended !== 'refused') ended = endedBy(cause?.code)
      onClose(ended)
    },
  })
  const client = createTRPCClient<LinkRouter>({ links: [wsLink({ client: socket })] })
  return {
    client,
    again: () => socket.connection?.ws.close(),
    close: async () => void (await socket.close()),
  }
}

function linkAddress(controlPlaneUrl: string): string {
  const address = new URL('/link', controlPlaneUrl)
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
  return address.href
}
