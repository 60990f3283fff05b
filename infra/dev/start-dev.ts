import { join, resolve } from 'node:path'
import { parseAgentEnv } from '@cashbacktv/agent'
import { knownSecrets } from '@cashbacktv/contract/known-secrets'
import { readVariableFiles } from '@cashbacktv/contract/read-variable-files'
import { createLogger, parseControlPlaneEnv } from '@cashbacktv/control-plane'
import { startEmbeddedPostgres } from '@cashbacktv/db/embedded'
import { banner } from '../embedded/banner.ts'
import { lockDataFolder, openMediaFolder } from '../embedded/folders.ts'
import { loopbackOf } from '../embedded/loopback-of.ts'
import { freePort } from '../test/free-port.ts'
import { type KeptPart, keepPart, type PartOptions } from './keep-part.ts'
import type { FromControlPlane, ToAgent } from './messages.ts'
import { PARTS, type Part } from './parts-of-path.ts'
import { watchSources } from './watch-sources.ts'

const ROOT = join(import.meta.dirname, '../..')

type Say = (text: string) => void

/**
 * The whole product from its sources. A change of server code starts its part anew, one of the web
 * app's pages is exchanged in the browser; channels and the database go on meanwhile. Throws a
 * sentence for the operator.
 *
 * @param say takes what a person at the terminal reads
 */
export async function startDev(
  given: NodeJS.ProcessEnv,
  say: Say,
): Promise<{ stop(): Promise<void> }> {
  const undo: (() => unknown)[] = []
  const stop = async () => {
    for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step()
  }
  try {
    const env = await prepare(given, undo)
    const parts = startParts(env, say, undo)
    const watcher = watchSources(ROOT, (changed, path) => {
      say(`${path} has changed: ${changed.join(', ')}\n`)
      for (const part of changed) void parts.get(part)?.restart()
    })
    undo.push(() => watcher.close())
    await watcher.ready
    return { stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The variables of the parts, with the database and the folders that outlive each of them. */
async function prepare(given: NodeJS.ProcessEnv, undo: (() => unknown)[]) {
  const environment = readVariableFiles(given)
  const { DATABASE_URL: databaseUrl, LOG_LEVEL: level } = parseControlPlaneEnv(environment)
  const host = parseAgentEnv(environment)
  const logDir = host.logDir ?? join(host.dataDir, 'logs')
  undo.push(lockDataFolder(host.dataDir))
  const log = createLogger({ level, folder: logDir, secrets: knownSecrets(environment) })
  const mediaDir = openMediaFolder(host.mediaDir, host.dataDir, log)
  const own: NodeJS.ProcessEnv = {}
  if (databaseUrl === null) {
    const database = await startEmbeddedPostgres({
      dataDir: host.dataDir,
      log: (line) => log.info(line),
    })
    undo.push(() => database.stop())
    own.DATABASE_URL = database.url
  }
  const port = Number(environment.PORT?.trim() || 3000) || (await freePort())
  return {
    ...given,
    ...own,
    // Pages from sources ask for the React that tells of mistakes.
    NODE_ENV: 'development',
    DATA_DIR: resolve(host.dataDir),
    MEDIA_DIR: mediaDir,
    LOG_DIR: logDir,
    PORT: String(port),
    WEBAPP_PORT: String(await freePort()),
    HMR_PORT: given.HMR_PORT?.trim() || String(await freePort()),
    CONTROL_PLANE_URL: `http://127.0.0.1:${port}`,
  }
}

function startParts(env: NodeJS.ProcessEnv, say: Say, undo: (() => unknown)[]) {
  const parts = new Map<Part, KeptPart>()
  const begin = (part: Part, more: Partial<PartOptions> = {}) => {
    const kept = keepPart({ part, env, inspect: inspectAddress(env, part), ...more })
    parts.set(part, kept)
    undo.push(() => kept.end())
  }
  begin('control-plane', {
    onMessage(message) {
      const { url, identity, password } = message as FromControlPlane
      if (parts.has('agent')) return
      const greeting = (): ToAgent => ({
        kind: 'start',
        identity,
        controlPlaneUrl: loopbackOf(url),
      })
      begin('agent', { greeting })
      const { ADMIN_EMAIL: email, DEMO } = parseControlPlaneEnv(readVariableFiles(env))
      say(banner({ url, email, password, demo: DEMO === 'on' }))
    },
  })
  begin('webapp')
  return parts
}

/** `DEV_INSPECT=127.0.0.1:9229` is where a debugger finds the control plane; the other parts come after. */
function inspectAddress({ DEV_INSPECT: at }: NodeJS.ProcessEnv, part: Part): string | null {
  const found = /^\s*(.+):(\d+)\s*$/.exec(at ?? '')
  return found ? `${found[1]}:${Number(found[2]) + PARTS.indexOf(part)}` : null
}
