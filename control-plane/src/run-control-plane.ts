import { resolve } from 'node:path'
import { knownSecrets } from '@cashbacktv/contract/known-secrets'
import { endOnCrash } from '@cashbacktv/contract/open-log'
import { PRODUCT_VERSION } from '@cashbacktv/contract/product-version'
import { startEmbeddedPostgres } from '@cashbacktv/db/embedded'
import type { Logger } from 'pino'
import { type Env, parseEnv, requestQuotasOf } from './env.ts'
import { type ControlPlane, startControlPlane } from './index.ts'
import { createLogger } from './logging.ts'
import { secretKeysOf } from './open-secrets.ts'
import { redisOf } from './redis-of.ts'

/** Makes the web app that a running control plane serves. */
export type WebappMaker = (
  controlPlane: ControlPlane,
  env: Env,
  log: Logger,
) => (request: Request) => Promise<Response>

/**
 * A control plane as a process of its own, with the embedded PostgreSQL when no DATABASE_URL is
 * given, until SIGTERM. Throws a sentence for the operator.
 */
export async function runControlPlane(
  environment: Record<string, string | undefined>,
  makeWebapp: WebappMaker,
): Promise<void> {
  const env = parseEnv(environment)
  const log = createLogger({
    level: env.LOG_LEVEL,
    folder: env.LOG_DIR === null ? null : resolve(env.LOG_DIR),
    secrets: knownSecrets(environment),
  })
  endOnCrash(log)
  const dataDir = resolve(env.DATA_DIR)
  const embedded = env.DATABASE_URL
    ? null
    : await startEmbeddedPostgres({ dataDir, log: (line) => log.debug(line) })
  const databaseUrl = env.DATABASE_URL ?? embedded?.url ?? ''
  const redis = redisOf(env)
  const controlPlane = await startControlPlane({
    host: env.HOST,
    port: env.PORT,
    publicUrl: env.PUBLIC_URL,
    dataDir,
    databaseUrl,
    log,
    databaseDirectUrl: env.DATABASE_DIRECT_URL,
    adminEmail: env.ADMIN_EMAIL,
    adminPassword: env.ADMIN_PASSWORD,
    sourceAllowCidrs: env.SOURCE_ALLOW_CIDRS,
    demo: env.DEMO === 'on',
    redis,
    isOneOfSeveral: redis !== null,
    trustedProxies: env.TRUST_PROXY,
    version: PRODUCT_VERSION,
    signingKeys: { key: env.JWT_SECRET, formerKey: env.JWT_SECRET_OLD },
    sessionDays: env.SESSION_DAYS,
    secretKeys: secretKeysOf(env),
    requestQuotas: requestQuotasOf(env),
  }).catch(async (error) => {
    await embedded?.stop()
    throw error
  })
  controlPlane.setWebapp(makeWebapp(controlPlane, env, log.child({ part: 'webapp' })))
  const { firstAdmin } = controlPlane
  if (firstAdmin?.generatedPassword) {
    console.log(`First admin: ${firstAdmin.email}, password: ${firstAdmin.generatedPassword}`)
  }
  const end = async () => {
    await controlPlane.close()
    await embedded?.stop()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void end())
}
