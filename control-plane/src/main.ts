import { resolve } from 'node:path'
import { startEmbeddedPostgres } from '@cashbacktv/db/embedded'
import { type Env, parseEnv } from './env.ts'
import { startControlPlane } from './index.ts'
import { createLogger } from './logging.ts'
import { redisOf } from './redis-of.ts'

try {
  await run(parseEnv(process.env))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}

async function run(env: Env): Promise<void> {
  const log = createLogger(env.LOG_LEVEL)
  const dataDir = resolve(env.DATA_DIR)
  const embedded = env.DATABASE_URL
    ? null
    : await startEmbeddedPostgres({
        dataDir,
        log: (line: string) => log.debug(line),
      })
  const databaseUrl = env.DATABASE_URL ?? embedded?.url ?? ''
  const controlPlane = await startControlPlane({
    ...{ host: env.HOST, port: env.PORT, publicUrl: env.PUBLIC_URL, dataDir, databaseUrl, log },
    ...{
      jwtSecret: env.JWT_SECRET,
      adminEmail: env.ADMIN_EMAIL,
      adminPassword: env.ADMIN_PASSWORD,
    },
    ...{ sourceAllowCidrs: env.SOURCE_ALLOW_CIDRS, demo: env.DEMO === 'on' },
    ...{ logLevel: env.LOG_LEVEL, trustProxy: env.TRUST_PROXY === 'on', version: '2.0.0' },
    redis: redisOf(env),
  }).catch(async (error) => {
    await embedded?.stop()
    throw error
  })
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
