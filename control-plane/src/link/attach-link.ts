import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { inEnglish, LINK_MAX_MESSAGE_BYTES, messageOf } from '@cashbacktv/contract'
import { hosts } from '@cashbacktv/db'
import { applyWSSHandler } from '@trpc/server/adapters/ws'
import { eq } from 'drizzle-orm'
import { type WebSocket, WebSocketServer } from 'ws'
import type { ServiceContext } from '../context.ts'
import { DomainError } from '../domain/errors.ts'
import { authenticateHost } from '../services/hosts/authenticate-host.ts'
import type { InTurn } from '../short-turns.ts'
import { type Connection, createConnection } from './connection.ts'
import { guardSocket, type SocketTimes } from './guard-socket.ts'
import { type HostHub, LINK_CLOSE } from './host-hub.ts'
import { MOST_CALLS, readableMessage } from './judge-message.ts'
import { patientSocket } from './patient-socket.ts'
import { refuseUpgrade } from './refuse-upgrade.ts'
import { linkRouter } from './router.ts'
import { sayUnclear } from './say-unclear.ts'
import { watchConnections } from './watch-connections.ts'

const LINK_PATH = '/link'
const RESTARTING = inEnglish(messageOf('link-restarting'))
const POLL_MS = 6000
const CLOSE_WITHIN_MS = 1000

export type LinkOptions = {
  server: Server
  ctx: ServiceContext
  hub: HostHub
  /** What agents say is heard in these turns. */
  inTurn: InTurn
  /** The slow poll that backs announcements. */
  pollMs?: number
  socketTimes?: SocketTimes
}

export type AttachedLink = {
  /** Asks the agents to connect elsewhere, then closes their sockets with 1012. */
  close(): Promise<void>
}

/** Serves agents on `/link` of an HTTP server. Upgrades of other paths are left to others. */
export function attachLink(options: LinkOptions): AttachedLink {
  const { server, ctx, hub } = options
  const byConnection = new WeakMap<object, Connection>()
  const wss = new WebSocketServer({
    noServer: true,
    maxPayload: LINK_MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
    WebSocket: patientSocket(options.inTurn, readableMessage),
  })
  const handler = applyWSSHandler({
    wss,
    router: linkRouter,
    maxBatchSize: MOST_CALLS,
    createContext: ({ res }) => {
      const connection = byConnection.get(res)
      if (!connection) throw new Error('A socket without a host.')
      return { service: ctx, hub, connection }
    },
    onError: ({ error, path, ctx: link }) => {
      if (error.code === 'BAD_REQUEST' && link) sayUnclear(ctx, link.connection, path)
      if (error.code !== 'INTERNAL_SERVER_ERROR') return
      const err = error.cause ?? error
      const hostId = link?.connection.hostId
      if (isProtocolError(err))
        ctx.log.warn({ err, hostId }, 'a peer of the link broke its protocol')
      else ctx.log.error({ err, path, hostId }, 'link failed')
    },
  })

  const open = (
    socket: WebSocket,
    host: Pick<Connection, 'hostId' | 'credentialId' | 'admittedAt'>,
  ) => {
    const connection = createConnection(host, socket)
    byConnection.set(socket, connection)
    guardSocket(socket, options.socketTimes, (ms) => ctx.metrics.noteRoundTrip(host.hostId, ms))
    socket.once('close', () => {
      if (!hub.isCurrent(connection)) return
      hub.detach(connection)
      ctx.metrics.noteRoundTrip(host.hostId, null)
      void noteLastSeen(ctx, connection)
    })
    hub.attach(connection)
  }

  const onUpgrade = (req: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (pathOf(req) !== LINK_PATH) return
    socket.on('error', () => socket.destroy())
    authenticateHost(ctx, req.headers.authorization).then(
      (host) => {
        if (socket.destroyed) return
        if (!host) return refuseUpgrade(socket, unauthenticated())
        wss.handleUpgrade(req, socket, head, (client) => {
          open(client, host)
          wss.emit('connection', client, req)
        })
      },
      (error) => {
        ctx.log.warn({ err: error }, 'could not check the credential of a host')
        refuseUpgrade(socket, unavailable())
      },
    )
  }
  server.on('upgrade', onUpgrade)
  ctx.metrics.watchSockets('link', () => wss.clients.size)
  const endWatch = watchConnections(ctx, hub, options.pollMs ?? POLL_MS)

  return {
    async close() {
      server.off('upgrade', onUpgrade)
      const watchEnded = endWatch()
      handler.broadcastReconnectNotification()
      await Promise.all([closeAll(wss), watchEnded])
      hub.close()
    },
  }
}

const unauthenticated = () => new DomainError('unauthenticated', messageOf('credential-refused'))
const unavailable = () => new DomainError('unavailable', messageOf('link-database-away'))

/** What `ws` says of frames that are none (RFC 6455): a fault of the peer, not of ours. */
function isProtocolError(error: Error): boolean {
  return 'code' in error && typeof error.code === 'string' && error.code.startsWith('WS_ERR_')
}

function pathOf(req: IncomingMessage): string {
  return (req.url ?? '').split('?')[0] ?? ''
}

async function closeAll(wss: WebSocketServer): Promise<void> {
  const closed = [...wss.clients].map(
    (client) => new Promise<void>((resolve) => client.once('close', () => resolve())),
  )
  for (const client of wss.clients) client.close(LINK_CLOSE.restarting, RESTARTING)
  const impatience = setTimeout(() => {
    for (const client of wss.clients) client.terminate()
  }, CLOSE_WITHIN_MS)
  await Promise.all(closed)
  clearTimeout(impatience)
  wss.close()
}

/** The end of a socket is no word of its host: a dead peer is found out long after its last one. */
async function noteLastSeen(ctx: ServiceContext, connection: Connection): Promise<void> {
  const { hostId, heardAt } = connection
  if (heardAt === null) return
  try {
    await ctx.db
      .update(hosts)
      .set({ lastSeenAt: new Date(heardAt) })
      .where(eq(hosts.id, hostId))
  } catch (error) {
    ctx.log.warn({ err: error, hostId }, 'could not write down when a host was last seen')
  }
}
