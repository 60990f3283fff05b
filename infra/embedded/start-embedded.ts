import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { defaultMediaDir, lockFolder, startAgent, startOrigin } from '@cashbacktv/agent'
import { startControlPlane } from '@cashbacktv/control-plane'
import { startEmbeddedPostgres } from '@cashbacktv/db/embedded'
import { createWebapp } from '@cashbacktv/webapp'
import pino from 'pino'
import { banner } from './banner.ts'
import type { Env } from './env.ts'

export type Product = { url: string; banner: string; stop(): Promise<void> }

declare const PRODUCT_VERSION: string | undefined

/**
 * Control plane, web app, agent and origin in this process, beside a PostgreSQL of its own. What
 * was started is stopped again when a later part cannot start. Throws a sentence for the operator.
 */
export async function startEmbedded(env: Env): Promise<Product> {
  const version = typeof PRODUCT_VERSION === 'string' ? PRODUCT_VERSION : '2.0.0'
  const log = pino({ level: env.logLevel, base: null })
  const undo: (() => Promise<unknown> | void)[] = []
  const stop = async () => {
    for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step()
  }
  try {
    undo.push(lockDataFolder(env.dataDir))
    const databaseUrl = env.databaseUrl ?? (await startDatabase(env, log, undo))
    const mediaDir = chooseMediaFolder(env, log)
    const origin = await startOrigin({ mediaDir, log: log.child({ service: 'origin' }) })
    undo.push(() => origin.close())
    const { host, port, publicUrl, redis, dataDir, adminEmail, adminPassword, demo } = env
    const { sourceAllowCidrs, logLevel } = env
    const controlPlane = await startControlPlane({
      ...{ host, port, publicUrl, databaseUrl, redis, dataDir, adminEmail, adminPassword, demo },
      ...{ sourceAllowCidrs, logLevel, version },
      streams: origin.handle,
    })
    undo.push(() => controlPlane.close())
    const webapp = createWebapp({
      apiFetch: controlPlane.fetch,
      apiBaseUrl: controlPlane.url,
      secureCookies: publicUrl?.startsWith('https://') ?? false,
    })
    controlPlane.setWebapp(webapp.fetch)
    const agent = await startAgent({
      ...{ mediaDir, sourceAllowCidrs, version, playbackBaseUrl: null },
      controlPlaneUrl: controlPlane.url,
      stateDir: join(dataDir, 'agent'),
      identity: await controlPlane.embeddedHost({ name: env.agentName }),
      name: env.agentName,
      log: log.child({ service: 'agent' }),
    })
    undo.push(async () => {
      await agent.stopChannels()
      await agent.close()
    })
    const { url, generatedAdminPassword } = controlPlane
    return { url, banner: banner({ url, adminEmail, generatedAdminPassword, demo }), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function lockDataFolder(dataDir: string): () => void {
  try {
    mkdirSync(dataDir, { recursive: true })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new Error(
      `The data folder ${dataDir} cannot be made (${code}). Give DATA_DIR a folder that this user may write.`,
    )
  }
  return lockFolder(join(dataDir, 'lock.json')).release
}

async function startDatabase(
  env: Env,
  log: pino.Logger,
  undo: (() => Promise<unknown> | void)[],
): Promise<string> {
  const database = await startEmbeddedPostgres({
    dataDir: env.dataDir,
    log: (line) => log.info(line),
  })
  undo.push(() => database.stop())
  return database.url
}

function chooseMediaFolder(env: Env, log: pino.Logger): string {
  if (env.mediaDir !== null) return env.mediaDir
  const media = defaultMediaDir(env.dataDir)
  if (!media.isRamDisk) {
    log.warn(`No RAM disk with room: segments are written to ${media.path}. Set MEDIA_DIR.`)
  }
  return media.path
}
