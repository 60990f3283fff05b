import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '@cashbacktv/db/embedded'
import { z } from 'zod'
import { type Api, apiClient } from './api-client.ts'
import { type Child, startChild } from './child.ts'
import { freePort } from './free-port.ts'
import { endLeftovers } from './leftovers.ts'
import { mediaParent } from './media-parent.ts'
import { ADMIN_EMAIL, ADMIN_PASSWORD, stackEnv, untilReady } from './start-stack.ts'
import { tempFolder } from './temp-folder.ts'
import { waitFor } from './wait-for.ts'

const PARTS = {
  'control-plane': 'control-plane/dist/main.js',
  agent: 'agent/dist/main.js',
  origin: 'agent/dist/origin.js',
  webapp: 'webapp/dist/main.js',
} as const
export type Part = keyof typeof PARTS

export type SplitStack = {
  /** Of the control plane. */
  url: string
  originUrl: string
  webappUrl: string
  api: Api
  mediaDir: string
  child(part: Part): Child
  logs(): string
  /** Ends one part; the others go on. */
  kill(part: Part, signal: 'SIGKILL' | 'SIGTERM'): Promise<void>
  start(part: Part): Promise<void>
  stop(): Promise<void>
}

/** Control plane, agent, origin and web app as processes of their own, joined by nothing but their ports. */
export async function startSplitStack(env: NodeJS.ProcessEnv = {}): Promise<SplitStack> {
  const data = tempFolder('split')
  const media = tempFolder('media', mediaParent())
  for (const folder of [data, media]) chmodSync(folder.path, 0o755)
  const database = await startEmbeddedPostgres({ dataDir: join(data.path, 'database'), log: quiet })
  const ports = { control: await freePort(), origin: await freePort(), webapp: await freePort() }
  const url = `http://127.0.0.1:${ports.control}`
  const originUrl = `http://127.0.0.1:${ports.origin}`
  const webappUrl = `http://127.0.0.1:${ports.webapp}`
  const children = new Map<Part, Child>()
  let earlier = ''
  let joinToken = ''
  const own = (part: Part) => {
    const folder = join(data.path, part)
    mkdirSync(folder, { recursive: true })
    return folder
  }
  const environments: Record<Part, () => NodeJS.ProcessEnv> = {
    'control-plane': () => ({
      ...stackEnv(own('control-plane'), '', ports.control),
      DATABASE_URL: database.url,
    }),
    agent: () => ({
      ...stackEnv(own('agent'), media.path, 0),
      CONTROL_PLANE_URL: url,
      JOIN_TOKEN: joinToken,
      PLAYBACK_BASE_URL: originUrl,
    }),
    origin: () => ({
      ...stackEnv(own('origin'), media.path, 0),
      ORIGIN_PORT: String(ports.origin),
    }),
    webapp: () => ({
      ...stackEnv(own('webapp'), '', 0),
      WEBAPP_PORT: String(ports.webapp),
      CONTROL_PLANE_URL: url,
    }),
  }
  const start = async (part: Part) => {
    const child = startChild('node', ['--enable-source-maps', PARTS[part]], {
      env: { ...environments[part](), ...env },
    })
    children.set(part, child)
    if (part === 'control-plane') await untilReady(child, url)
    if (part === 'webapp') await answers(webappUrl, child)
    if (part === 'origin') await answers(originUrl, child)
  }
  const child = (part: Part) => {
    const found = children.get(part)
    if (!found) throw new Error(`${part} was never started`)
    return found
  }
  const stop = async () => {
    await Promise.all([...children.values()].map((running) => running.stop(15_000)))
    await endLeftovers({ dataDir: data.path, mediaDir: media.path })
    await database.stop()
    data.remove()
    media.remove()
  }
  try {
    await start('control-plane')
    const api = await apiClient(url).login(ADMIN_EMAIL, ADMIN_PASSWORD)
    joinToken = await newJoinToken(url, api.token ?? '')
    await Promise.all([start('origin'), start('agent'), start('webapp')])
    return {
      url,
      originUrl,
      webappUrl,
      api,
      mediaDir: media.path,
      child,
      logs: () => earlier + [...children.values()].map((running) => running.output()).join('\n'),
      kill: async (part, signal) => {
        const running = child(part)
        running.process.kill(signal)
        await running.exited
        earlier += running.output()
      },
      start,
      stop,
    }
  } catch (error) {
    const words = [...children].map(([part, running]) => `${part}:\n${running.output()}`).join('\n')
    await stop()
    throw new Error(`${error}\n${words.slice(-6000)}`)
  }
}

function quiet() {}

/** Any answer will do: it listens. */
function answers(url: string, child: Child) {
  const ended = child.exited.then(() => {
    throw new Error(`It ended:\n${child.output().slice(-2000)}`)
  })
  const listening = waitFor(url, async () => (await fetch(url, { redirect: 'manual' })).status > 0)
  return Promise.race([ended, listening])
}

const JoinTokenReply = z.object({ result: z.object({ data: z.object({ token: z.string() }) }) })

async function newJoinToken(url: string, accessToken: string): Promise<string> {
  const response = await fetch(`${url}/trpc/hosts.createJoinToken`, {
    method: 'POST',
    headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ label: 'test' }),
  })
  return JoinTokenReply.parse(await response.json()).result.data.token
}
