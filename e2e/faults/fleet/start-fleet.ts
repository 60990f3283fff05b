import { join } from 'node:path'
import { startEmbeddedPostgres } from '@cashbacktv/db/embedded'
import { type Api, apiClient } from '../../stack/api-client.ts'
import { type Child, startChild } from '../../stack/child.ts'
import { freePort } from '../../stack/free-port.ts'
import { endLeftovers } from '../../stack/leftovers.ts'
import { mediaParent } from '../../stack/media-parent.ts'
import {
  addressOf,
  PARTS,
  type Part,
  type Places,
  partEnvironment,
} from '../../stack/part-environments.ts'
import { newJoinToken } from '../../stack/start-split-stack.ts'
import { ADMIN_EMAIL, ADMIN_PASSWORD, untilReady } from '../../stack/start-stack.ts'
import { tempFolder } from '../../stack/temp-folder.ts'
import { waitFor } from '../../stack/wait-for.ts'
import { illegalMovesIn } from './illegal-moves.ts'
import { type RedisProcess, startRedis } from './redis-process.ts'

export type FleetPart = Exclude<Part, 'webapp'>

/** A host with its control plane, each part a process that can be killed by itself. */
export type Fleet = {
  /** Of the control plane and its web app. */
  url: string
  api: Api
  originUrl: string
  mediaDir: string
  /** Of the agent. */
  stateDir: string
  /** Null unless it was asked for. */
  redis: RedisProcess | null
  database: { url: string; kill(): Promise<void>; start(): Promise<void> }
  child(part: FleetPart): Child
  /** All that a part has written, of every start. */
  said(part: FleetPart): string
  /** With SIGKILL, as a crash would end it. */
  kill(part: FleetPart): Promise<void>
  start(part: FleetPart, untilThere?: boolean): Promise<void>
  /** Rejects where the agent says that a channel made a move that no table of states knows. */
  stop(): Promise<void>
}

export type FleetOptions = {
  redis?: boolean
  /** Address that the control plane listens on. */
  controlHost?: string
  mediaParent?: string
  /** More environment for a part. */
  env?: (part: FleetPart, places: Places) => NodeJS.ProcessEnv
  /** What a part is started by, in front of its file. */
  command?: (part: FleetPart) => string[]
}

const NODE = ['node', '--enable-source-maps']

export async function startFleet(options: FleetOptions = {}): Promise<Fleet> {
  const { controlHost = '127.0.0.1' } = options
  const data = tempFolder('fleet')
  const media = tempFolder('fleet-media', options.mediaParent ?? mediaParent())
  const database = await killableDatabase(join(data.path, 'database'))
  const redis = options.redis ? await startRedis() : null
  const places: Places = {
    dataDir: data.path,
    mediaDir: media.path,
    databaseUrl: database.url,
    controlPort: await freePort(),
    originPort: await freePort(),
    webappPort: 0,
  }
  const children = new Map<FleetPart, Child>()
  const earlier = new Map<FleetPart, string>()
  let joinToken = ''
  const launch = (part: FleetPart) => {
    const env = { ...partEnvironment(part, places, joinToken), ...options.env?.(part, places) }
    if (part === 'control-plane') env.HOST = controlHost
    if (part === 'control-plane' && redis) env.REDIS_URL = redis.url
    const [file = '', ...args] = [...(options.command?.(part) ?? NODE), PARTS[part]]
    const child = startChild(file, args, { env })
    children.set(part, child)
    return child
  }
  const child = (part: FleetPart) => {
    const found = children.get(part)
    if (!found) throw new Error(`${part} was never started`)
    return found
  }
  const start = async (part: FleetPart, untilThere = true) => {
    const started = launch(part)
    if (!untilThere) return
    if (part === 'control-plane')
      await untilReady(started, addressOf(places.controlPort, controlHost))
    if (part === 'origin') await untilAnswering(addressOf(places.originPort))
  }
  const kill = async (part: FleetPart) => {
    child(part).process.kill('SIGKILL')
    await child(part).exited
    earlier.set(part, (earlier.get(part) ?? '') + child(part).output())
  }
  const said = (part: FleetPart) => (earlier.get(part) ?? '') + child(part).output()
  const stop = async () => {
    await Promise.all([...children.values()].map((running) => running.stop(15_000)))
    await endLeftovers({ dataDir: join(data.path, 'agent'), mediaDir: media.path })
    await Promise.all([database.stop(), redis?.stop()])
    data.remove()
    media.remove()
  }
  try {
    await start('control-plane')
    const url = addressOf(places.controlPort, controlHost)
    const api = await apiClient(url).login(ADMIN_EMAIL, ADMIN_PASSWORD)
    joinToken = await newJoinToken(url, api.token ?? '')
    await Promise.all([start('origin'), start('agent')])
    return {
      url,
      api,
      child,
      kill,
      start,
      async stop() {
        await stop()
        const moves = illegalMovesIn(said('agent'))
        if (moves.length > 0) throw new Error(`Channels made illegal moves:\n${moves.join('\n')}`)
      },
      database,
      redis,
      originUrl: addressOf(places.originPort),
      mediaDir: media.path,
      stateDir: join(data.path, 'agent', 'agent'),
      said,
    }
  } catch (error) {
    const words = [...children].map(([part, running]) => `${part}:\n${running.output()}`)
    await stop()
    throw new Error(`${error}\n${words.join('\n').slice(-6000)}`)
  }
}

/** Any answer will do: it listens. */
async function untilAnswering(url: string) {
  await waitFor(url, async () => (await fetch(url)).status > 0, { everyMs: 20 })
}

async function killableDatabase(dataDir: string) {
  const launch = () => startEmbeddedPostgres({ dataDir, log: () => {} })
  let server = await launch()
  return {
    url: server.url,
    async kill() {
      process.kill(server.pid, 'SIGKILL')
      await waitFor('the end of the database', () => !isThere(server.pid))
    },
    /** What is left of a killed server may keep its memory for a moment. */
    async start() {
      server = await waitFor('the database to start', launch, { everyMs: 300 })
    },
    stop: () => server.stop(),
  }
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
