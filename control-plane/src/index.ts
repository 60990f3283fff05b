import type { IncomingMessage, ServerResponse } from 'node:http'
import { NO_PROXIES, type TrustedProxies } from '@cashbacktv/contract'
import { createDb } from '@cashbacktv/db'
import { dialRemembering } from '@cashbacktv/db/dial-remembering'
import type { Logger } from 'pino'
import { type AnswersInFlight, createAnswersInFlight } from './answers-in-flight.ts'
import type { AnswerPage } from './api/app.ts'
import type { ServiceContext } from './context.ts'
import { ownPlace } from './domain/accounts/own-origin.ts'
import { localOriginOf } from './domain/passkeys/relying-party.ts'
import { createFront } from './front.ts'
import { attachLink } from './link/attach-link.ts'
import { createHostHub } from './link/host-hub.ts'
import { listen } from './listen.ts'
import { createLivePlaces, MOST_LIVE } from './live/live-places.ts'
import { memoryLiveStore } from './live/memory-live-store.ts'
import { redisLiveStore } from './live/redis-live-store.ts'
import type { RedisAddress } from './live/redis-wire.ts'
import { createLiveView } from './live/view/live-view.ts'
import { createServerMetrics } from './metrics/server-metrics.ts'
import { type DatabaseAddress, openDatabase } from './open-database.ts'
import { type GivenSecretKeys, openSecrets } from './open-secrets.ts'
import { nodeOutside } from './outside/node-outside.ts'
import { ownMachine } from './outside/own-machine.ts'
import { drawDemoLogo } from './outside/pictures.ts'
import { createAccessTokens } from './services/auth/access-tokens.ts'
import { createDeviceTokens } from './services/auth/device-tokens.ts'
import { keepSigningKeys } from './services/auth/keep-signing-keys.ts'
import { createLoginLimits } from './services/auth/login-limits.ts'
import { createLoginSteps } from './services/auth/login-steps.ts'
import { createPasskeyChallenges } from './services/auth/passkey-challenges.ts'
import { createPasswords } from './services/auth/passwords.ts'
import { type GivenKeys, NO_KEYS, readSigningKeys } from './services/auth/read-signing-key.ts'
import { createRefreshTokens } from './services/auth/refresh-tokens.ts'
import { createRequestLimits, type RequestQuotas } from './services/auth/request-limits.ts'
import { createSigningKeys } from './services/auth/signing-keys.ts'
import { createDemoChannel } from './services/channels/create-demo.ts'
import { placeWaitingChannels } from './services/channels/place-waiting.ts'
import { tellChangedNetworks } from './services/hosts/tell-changed-networks.ts'
import { seedPresets } from './services/presets/seed.ts'
import { createFirstAdmin, type FirstAdmin } from './services/users/create-first-admin.ts'
import { type EmbeddedHost, embeddedHost } from './services/users/embedded-host.ts'
import { createTurns, type InTurn } from './short-turns.ts'
import { startJobs } from './start-jobs.ts'

export {
  type Env as ControlPlaneEnv,
  parseEnv as parseControlPlaneEnv,
  requestQuotasOf,
} from './env.ts'
export { createLogger } from './logging.ts'
export { secretKeysOf } from './open-secrets.ts'
export { redisOf } from './redis-of.ts'

export type ControlPlaneOptions = DatabaseAddress & {
  host: string
  port: number
  /** Null keeps live state in memory, for one instance. */
  redis: RedisAddress | null
  publicUrl?: string | null
  /** Where secrets are kept that are not given. */
  dataDir: string
  signingKeys?: GivenKeys
  secretKeys?: GivenSecretKeys
  adminEmail: string
  adminPassword?: string | null
  sourceAllowCidrs: readonly string[]
  /** How long a session lasts at most; 30 days when not given. */
  sessionDays?: number
  /** How much anybody may ask of the API; any number of requests when not given. */
  requestQuotas?: RequestQuotas
  demo: boolean
  log: Logger
  version: string
  /** Whose `X-Forwarded-*` are believed; nobody's by itself. */
  trustedProxies?: TrustedProxies
  /** Where what hosts install themselves from was packed; by itself where the build puts it. */
  hostReleaseDir?: string
  /**
   * Others answer under the same address: this one is there for nobody before it can answer, and at its end answers
   * those who keep connections to it until they ask the others.
   */
  isOneOfSeveral?: boolean
  /** After so long who holds a connection that stays open is judged again; ten seconds when not given. */
  recheckMs?: number
  /** How long a start waits for the database. */
  databaseWaitSeconds?: number
  webapp?: AnswerPage
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
  setWebapp(webapp: AnswerPage): void
  setStreams(streams: NonNullable<ControlPlaneOptions['streams']>): void
  /** Identity of the agent in this process: the same host with each start. */
  embeddedHost(wish: { name: string }): Promise<EmbeddedHost>
  close(): Promise<void>
}

/** Most that an answer may take at the end of one of several; what lasts longer is cut off. */
const LEAVE_MS = 15_000

/**
 * Starts everything of the control plane on one port. `/healthz` answers at once, the rest when the database does; of one
 * of several, all of it does then.
 */
export async function startControlPlane(options: ControlPlaneOptions): Promise<ControlPlane> {
  const { log, isOneOfSeveral = false } = options
  const answers = createAnswersInFlight()
  const inTurn = createTurns(answers)
  const parts = await createParts(options, answers, inTurn)
  const { service, security } = parts
  const trustedProxies = options.trustedProxies ?? NO_PROXIES
  const front = createFront(
    options,
    { service, security, trustedProxies, places: createLivePlaces(MOST_LIVE, options.recheckMs) },
    answers,
  )
  const link = attachLink({ server: front.server, ctx: service, hub: parts.hub, inTurn })
  let [stopJobs, stopKeys] = [async () => {}, async () => {}]

  async function close() {
    if (isOneOfSeveral) {
      service.view.sendAway()
      await front.takeLeave(LEAVE_MS)
    }
    await stopJobs()
    await stopKeys()
    service.view.close()
    front.closeSockets()
    await link.close()
    await front.close()
    await parts.live.close()
    await parts.database.close()
  }

  async function open(): Promise<number> {
    const port = await listen(front.server, options.port, options.host)
    parts.listensOn(port)
    return port
  }

  try {
    // Whoever shares requests out among several sends each of them to where there is somebody.
    const early = isOneOfSeveral ? null : await open()
    await openDatabase(options, options.databaseWaitSeconds ?? 20, log)
    await openSecrets(service, options.dataDir, options.secretKeys ?? {})
    security.keys.set(
      await readSigningKeys(service.db, options.dataDir, options.signingKeys ?? NO_KEYS),
    )
    if (!security.isKeyGiven) stopKeys = keepSigningKeys(service, security.keys)
    await seedPresets(service)
    await tellChangedNetworks(service)
    const { adminEmail: email, adminPassword: password = null } = options
    const firstAdmin = await createFirstAdmin(service, security.passwords, { email, password })
    if (options.demo) await createDemoChannel(service, drawDemoLogo)
    await service.view.fresh()
    front.open()
    const port = early ?? (await open())
    stopJobs = startJobs(service)
    const url = `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`
    log.info({ url }, 'control plane listening')
    warnWithoutAddress(service, log)
    return {
      url,
      port,
      firstAdmin,
      close,
      fetch: front.fetch,
      setWebapp: front.setWebapp,
      setStreams: front.setStreams,
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

async function createParts(options: ControlPlaneOptions, answers: AnswersInFlight, inTurn: InTurn) {
  let port = options.port
  const { log } = options
  const passwords = await createPasswords()
  const { redis } = options
  const live = redis ? redisLiveStore({ redis, log, inTurn }) : memoryLiveStore()
  const database = createDb(options.databaseUrl, { dial: dialRemembering })
  const hub = createHostHub({ live, log })
  const { publicUrl = null, sourceAllowCidrs, sessionDays = 30 } = options
  const now = () => new Date()
  const view = createLiveView({ db: database.db, live, log, now })
  const service: ServiceContext = {
    db: database.db,
    live,
    view,
    hosts: hub,
    log,
    now,
    answers,
    actor: null,
    metrics: createServerMetrics(),
    outside: nodeOutside,
    config: {
      ownPlace: () => ownPlace({ publicUrl, host: options.host, port, machine: ownMachine() }),
      publicUrl,
      localOrigin: localOriginOf(options),
      sourceAllowCidrs,
      sessionDays,
      servesStreams: options.streams !== undefined,
    },
  }
  const keys = createSigningKeys()
  const security = {
    passwords,
    keys,
    isKeyGiven: (options.signingKeys?.key ?? null) !== null,
    tokens: createAccessTokens(keys),
    refreshTokens: createRefreshTokens(keys),
    devices: createDeviceTokens(keys),
    loginSteps: createLoginSteps(keys),
    passkeyChallenges: createPasskeyChallenges(keys),
    limits: createLoginLimits(live),
    requests: createRequestLimits(live, options.requestQuotas ?? { person: 0, address: 0 }),
  }
  const listensOn = (actual: number) => {
    port = actual
  }
  return { service, security, live, database, hub, listensOn }
}

/** Others reach this machine by names that it cannot know. */
function warnWithoutAddress({ config }: ServiceContext, log: Logger): void {
  if (config.publicUrl !== null || config.localOrigin !== null) return
  const { origin } = config.ownPlace()
  log.warn({ origin }, 'PUBLIC_URL is not set: links lead to the address of this machine')
}
