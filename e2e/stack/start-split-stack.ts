import { join } from 'node:path'
import { startEmbeddedPostgres } from '@cashbacktv/db/embedded'
import { z } from 'zod'
import { type Api, apiClient } from './api-client.ts'
import { type Child, startChild } from './child.ts'
import { freePort } from './free-port.ts'
import { endLeftovers } from './leftovers.ts'
import { mediaParent } from './media-parent.ts'
import { addressOf, type Part, type Places, partEnvironment } from './part-environments.ts'
import { startCommand } from './start-command.ts'
import { ADMIN_EMAIL, ADMIN_PASSWORD, untilReady } from './start-stack.ts'
import { tempFolder } from './temp-folder.ts'
import { waitFor } from './wait-for.ts'

export type SplitStack = {
  /** Of the control plane. */
  url: string
  originUrl: string
  webappUrl: string
  api: Api
  mediaDir: string
  /** Of all parts, each in a folder of its own. */
  dataDir: string
  databaseUrl: string
  /** Spent by the agent. */
  joinToken: string
  /** Where the agent keeps its state. */
  agentDir: string
  child(part: Part): Child
  /** Ends one part; the others go on. */
  kill(part: Part, signal: 'SIGKILL' | 'SIGTERM'): Promise<void>
  /** `env`: what it has otherwise this time. */
  start(part: Part, env?: NodeJS.ProcessEnv): Promise<void>
  stop(): Promise<void>
}

export type SplitOptions = {
  /** Variables more of single parts. */
  env?: Partial<Record<Part, NodeJS.ProcessEnv>>
  /** Instead of the embedded one; ended with the stack. */
  startDatabase?: (dataDir: string) => Promise<{ url: string; stop(): Promise<void> }>
}

/** Control plane, agent, origin and web app as processes of their own, joined by nothing but their ports. */
export async function startSplitStack(options: SplitOptions = {}): Promise<SplitStack> {
  const { places, remove } = await makePlaces(options.startDatabase ?? startOwnDatabase)
  const children = new Map<Part, Child>()
  let joinToken = ''
  const start = async (part: Part, otherwise: NodeJS.ProcessEnv = {}) => {
    const own = partEnvironment(part, places, joinToken)
    const env = { ...own, ...options.env?.[part], ...otherwise }
    const [file = 'node', ...args] = startCommand(`start:${part}`)
    const child = startChild(file, args, { env })
    children.set(part, child)
    if (part === 'control-plane') await untilReady(child, addressOf(places.controlPort))
    if (part === 'webapp') await answers(addressOf(places.webappPort), child)
    if (part === 'origin') await answers(addressOf(places.originPort), child)
  }
  const child = (part: Part) => {
    const found = children.get(part)
    if (!found) throw new Error(`${part} was never started`)
    return found
  }
  const stop = async () => {
    await Promise.all([...children.values()].map((running) => running.stop(15_000)))
    await remove()
  }
  const url = addressOf(places.controlPort)
  try {
    await start('control-plane')
    const api = await apiClient(url).login(ADMIN_EMAIL, ADMIN_PASSWORD)
    joinToken = await newJoinToken(url, api.token ?? '')
    await Promise.all([start('origin'), start('agent'), start('webapp')])
    return {
      url,
      api,
      child,
      start,
      stop,
      originUrl: addressOf(places.originPort),
      webappUrl: addressOf(places.webappPort),
      mediaDir: places.mediaDir,
      dataDir: places.dataDir,
      databaseUrl: places.databaseUrl,
      joinToken,
      agentDir: join(places.dataDir, 'agent', 'agent'),
      kill: async (part, signal) => {
        child(part).process.kill(signal)
        await child(part).exited
      },
    }
  } catch (error) {
    const words = [...children].map(([part, running]) => `${part}:\n${running.output()}`).join('\n')
    await stop()
    throw new Error(`${error}\n${words.slice(-6000)}`)
  }
}

const startOwnDatabase = (dataDir: string) =>
  startEmbeddedPostgres({ dataDir: join(dataDir, 'database'), log: () => {} })

async function makePlaces(
  startDatabase: NonNullable<SplitOptions['startDatabase']>,
): Promise<{ places: Places; remove(): Promise<void> }> {
  const data = tempFolder('split')
  const media = tempFolder('media', mediaParent())
  const database = await startDatabase(data.path)
  const [controlPort, originPort, webappPort] = [
    await freePort(),
    await freePort(),
    await freePort(),
  ]
  const paths = { dataDir: data.path, mediaDir: media.path, databaseUrl: database.url }
  return {
    places: { ...paths, controlPort, originPort, webappPort },
    remove: async () => {
      await endLeftovers({ dataDir: join(data.path, 'agent'), mediaDir: media.path })
      await database.stop()
      data.remove()
      media.remove()
    },
  }
}

/** Any answer will do: it listens. */
function answers(url: string, child: Child) {
  const ended = child.exited.then(() => {
    throw new Error(`It ended:\n${child.output().slice(-2000)}`)
  })
  const listening = waitFor(url, async () => (await fetch(url, { redirect: 'manual' })).status > 0)
  return Promise.race([ended, listening])
}

const JoinTokenReply = z.object({ result: z.object({ data: z.object({ token: z.string() }) }) })

export async function newJoinToken(url: string, accessToken: string): Promise<string> {
  const response = await fetch(`${url}/trpc/hosts.createJoinToken`, {
    method: 'POST',
    headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ label: 'test' }),
  })
  return JoinTokenReply.parse(await response.json()).result.data.token
}
