import { join } from 'node:path'
import { parseAgentEnv, readHostKeys, startAgent } from '@cashbacktv/agent'
import { knownSecrets } from '@cashbacktv/contract/known-secrets'
import { endOnCrash } from '@cashbacktv/contract/open-log'
import { PRODUCT_VERSION } from '@cashbacktv/contract/product-version'
import {
  createLogger,
  parseControlPlaneEnv,
  redisOf,
  requestQuotasOf,
  secretKeysOf,
  startControlPlane,
} from '@cashbacktv/control-plane'
import { startEmbeddedPostgres } from '@cashbacktv/db/embedded'
import { createWebapp } from '@cashbacktv/webapp'
import { banner } from './banner.ts'
import { lockDataFolder, openMediaFolder } from './folders.ts'
import { loopbackOf } from './loopback-of.ts'
import { publishStreams } from './publish-streams.ts'

export type Product = { banner: string; stop(): Promise<void> }

type Undo = (() => unknown)[]
type Log = ReturnType<typeof createLogger>

/**
 * Control plane, web app, agent and origin in this process, beside a PostgreSQL of its own. What
 * was started is stopped again when a later part cannot start. Throws a sentence for the operator.
 */
export async function startEmbedded(
  environment: Record<string, string | undefined>,
): Promise<Product> {
  const undo: Undo = []
  const stop = async () => {
    for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step()
  }
  try {
    return { banner: await start(environment, undo), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function start(environment: Record<string, string | undefined>, undo: Undo): Promise<string> {
  const env = parseControlPlaneEnv(environment)
  const host = parseAgentEnv(environment)
  const { dataDir, sourceAllowCidrs, countsOtherPrograms } = host
  undo.push(lockDataFolder(dataDir))
  const log = createLogger({
    level: env.LOG_LEVEL,
    folder: host.logDir ?? join(dataDir, 'logs'),
    secrets: knownSecrets(environment),
  })
  endOnCrash(log)
  const databaseUrl = env.DATABASE_URL ?? (await startDatabase(dataDir, log, undo))
  const mediaDir = openMediaFolder(host.mediaDir, dataDir, log)
  const streams = { mediaDir, dvrDir: host.dvrDir, log: log.child({ part: 'origin' }) }
  const origin = publishStreams(streams, environment)
  undo.push(() => origin.close())
  const demo = env.DEMO === 'on'
  const controlPlane = await startControlPlane({
    host: env.HOST,
    port: env.PORT,
    publicUrl: env.PUBLIC_URL,
    signingKeys: { key: env.JWT_SECRET, formerKey: env.JWT_SECRET_OLD },
    adminEmail: env.ADMIN_EMAIL,
    adminPassword: env.ADMIN_PASSWORD,
    redis: redisOf(env),
    databaseUrl,
    databaseDirectUrl: env.DATABASE_DIRECT_URL,
    dataDir,
    demo,
    sourceAllowCidrs,
    log,
    trustedProxies: env.TRUST_PROXY,
    version: PRODUCT_VERSION,
    streams: origin.handle,
    secretKeys: secretKeysOf(env),
    requestQuotas: requestQuotasOf(env),
  })
  undo.push(() => controlPlane.close())
  const { url, firstAdmin } = controlPlane
  const webapp = createWebapp({
    apiFetch: controlPlane.fetch,
    apiBaseUrl: loopbackOf(url),
    secureCookies: env.PUBLIC_URL?.startsWith('https://') ?? false,
    log: log.child({ part: 'webapp' }),
  })
  controlPlane.setWebapp(webapp.fetch)
  const agent = await startAgent({
    mediaDir,
    dvrDir: host.dvrDir,
    sourceAllowCidrs,
    countsOtherPrograms,
    stateDir: host.stateDir,
    hostKeys: readHostKeys(host),
    name: host.name,
    version: PRODUCT_VERSION,
    controlPlaneUrl: loopbackOf(url),
    playbackBaseUrl: host.playbackBaseUrl,
    originUrl: null,
    streamsUrl: loopbackOf(url),
    identity: await controlPlane.embeddedHost({ name: host.name }),
    log: log.child({ part: 'agent' }),
  })
  undo.push(async () => {
    await agent.stopChannels()
    await agent.close()
  })
  return banner({ url, email: env.ADMIN_EMAIL, password: firstAdmin?.generatedPassword, demo })
}

async function startDatabase(dataDir: string, log: Log, undo: Undo): Promise<string> {
  const database = await startEmbeddedPostgres({ dataDir, log: (line) => log.info(line) })
  undo.push(() => database.stop())
  return database.url
}
