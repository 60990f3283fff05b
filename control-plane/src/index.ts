import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { HostId } from '@cashbacktv/contract'
import { createDb } from '@cashbacktv/db'
import { getRequestListener } from '@hono/node-server'
import type { Logger } from 'pino'
import { createApp } from './api/app.ts'
import { attachMetricsSocket } from './api/metrics-socket.ts'
import type { ServiceContext } from './context.ts'
import { attachLink } from './link/attach-link.ts'
import { createHostHub } from './link/host-hub.ts'
import { listen } from './listen.ts'
import { memoryLiveStore } from './live/memory-live-store.ts'
import { redisLiveStore } from './live/redis-live-store.ts'
import type { RedisAddress } from './live/redis-wire.ts'
import { createLogger, type LogLevel } from './logging.ts'
import { openDatabase } from './open-database.ts'
import { createAccessTokens } from './services/auth/access-tokens.ts'
import { createLoginLimits } from './services/auth/login-limits.ts'
import { createPasswords } from './services/auth/passwords.ts'
import { readSigningKey } from './services/auth/read-signing-key.ts'
import { createDemoChannel } from './services/channels/create-demo.ts'
import { placeWaitingChannels } from './services/channels/place-waiting.ts'
import { createPulseSource } from './services/monitoring/pulse.ts'
import { seedPresets } from './services/presets/seed.ts'
import { runRolloutDriver } from './services/rollouts/run-driver.ts'
import { createFirstAdmin, type FirstAdmin } from './services/users/create-first-admin.ts'
import { embeddedHost } from './services/users/embedded-host.ts'

export { type Env as ControlPlaneEnv, parseEnv as parseControlPlaneEnv } from './env.ts'
export { createLogger } from './logging.ts'
export { redisOf } from './redis-of.ts'

export type ControlPlaneOptions = {
  host: string
  port: number
  databaseUrl: string
  /** Null keeps live state in memory, for one instance. */
  redis: RedisAddress | null
  publicUrl?: string | null
  /** Where secrets are kept that are not given. */
  dataDir: string
  jwtSecret?: string | null
  adminEmail: string
  adminPassword?: string | null
  sourceAllowCidrs: readonly string[]
  demo: boolean
  logLevel: LogLevel
  log?: Logger
  version: string
  trustProxy?: boolean
  /** How long a start waits for the database. */
  databaseWaitSeconds?: number
  webapp?: (request: Request) => Promise<Response>
  /** Tried first for /streams/; answers whether it took the request. */
  streams?: (req: IncomingMessage, res: ServerResponse) => boolean
}

export type ControlPlane = {
  url: string
  port: number
  /** The admin made by this start, with a generated password to be shown once; null on later starts. */
  firstAdmin: FirstAdmin | null
  /** The API within the process. */
  fetch(request: Request): Promise<Response>
  setWebapp(webapp: (request: Request) => Promise<Response>): void
  setStreams(streams: NonNullable<ControlPlaneOptions['streams']>): void
  /** Identity of the agent in this process: the same host with each start. */
  embeddedHost(wish: { name: string }): Promise<{ hostId: HostId; credential: string }>
  close(): Promise<void>
}

const PLACE_EVERY_MS = 5000

/** Starts everything of the control plane on one port. `/healthz` answers at once, the rest when the database does. */
export async function startControlPlane(options: ControlPlaneOptions): Promise<ControlPlane> {
  const log = options.log ?? createLogger(options.logLevel)
  const key = readSigningKey(options.dataDir, options.jwtSecret ?? null)
  const passwords = await createPasswords()
  const live = options.redis ? redisLiveStore({ redis: options.redis, log }) : memoryLiveStore()
  const database = createDb(options.databaseUrl)
  const hub = createHostHub({ live, log })
  const publicUrl = options.publicUrl ?? null
  const service: ServiceContext = {
    ...{ db: database.db, live, hosts: hub, log, now: () => new Date(), actor: null },
    config: { publicUrl, sourceAllowCidrs: options.sourceAllowCidrs },
  }
  const security = { passwords, tokens: createAccessTokens(key), limits: createLoginLimits() }
  const pulse = createPulseSource(service)
  const api = { service, security, pulse, trustProxy: options.trustProxy ?? false }
  let ready = false
  let { webapp, streams } = options
  const app = createApp({
    ...{ api, version: options.version, isReady: () => ready, webapp: () => webapp },
    secure: publicUrl?.startsWith('https://') ?? false,
  })
  const answer = getRequestListener(app.fetch)
  const server = createServer({ requestTimeout: 60_000, headersTimeout: 15_000 }, (req, res) => {
    if (req.url?.startsWith('/streams/') && streams?.(req, res)) return
    void answer(req, res)
  })
  const metrics = attachMetricsSocket(server, api)
  const link = attachLink({ server, ctx: service, hub })
  let placing: NodeJS.Timeout | undefined
  let endRollouts: (() => Promise<void>) | undefined

  async function close() {
    clearInterval(placing)
    await endRollouts?.()
    pulse.close()
    metrics.close()
    await link.close()
    await new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
    await live.close()
    await database.close()
  }

  try {
    const port = await listen(server, options.port, options.host)
    await openDatabase(options.databaseUrl, options.databaseWaitSeconds ?? 20, log)
    await seedPresets(service)
    const { adminEmail: email, adminPassword: password = null } = options
    const firstAdmin = await createFirstAdmin(service, passwords, { email, password })
    if (options.demo) await createDemoChannel(service)
    ready = true
    endRollouts = runRolloutDriver(service)
    placing = setInterval(() => {
      placeWaitingChannels(service).catch((err) =>
        log.warn({ err }, 'channels could not be placed'),
      )
    }, PLACE_EVERY_MS)
    const url = `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`
    log.info({ url }, 'control plane listening')
    return {
      ...{ url, port, firstAdmin, close },
      fetch: async (request) => app.fetch(request),
      setWebapp: (next) => {
        webapp = next
      },
      setStreams: (next) => {
        streams = next
      },
      async embeddedHost({ name }) {
        const identity = await embeddedHost(service, { name, dataDir: options.dataDir })
        await placeWaitingChannels(service)
        return identity
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}
