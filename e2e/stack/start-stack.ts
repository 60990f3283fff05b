import { type Api, apiClient } from './api-client.ts'
import { type Child, startChild } from './child.ts'
import { freePort } from './free-port.ts'
import { endLeftovers } from './leftovers.ts'
import { mediaParent } from './media-parent.ts'
import { startCommand } from './start-command.ts'
import { tempFolder } from './temp-folder.ts'
import { waitFor } from './wait-for.ts'

export type Stack = {
  url: string
  port: number
  adminEmail: string
  adminPassword: string
  /** Logged in as the admin. */
  api: Api
  dataDir: string
  mediaDir: string
  pid(): number
  /** All that its processes have written, of every start. */
  logs(): string
  /** Sends the signal and waits for the end. Channels are left as they are. */
  kill(signal: 'SIGKILL' | 'SIGTERM' | 'SIGINT'): Promise<number | null>
  /** Starts again on the same folders and port. */
  restart(env?: NodeJS.ProcessEnv): Promise<void>
  /** Ends everything, the FFmpegs too, and removes the folders. */
  stop(): Promise<void>
}

export type StackOptions = {
  env?: NodeJS.ProcessEnv
  timeoutMs?: number
  /** Where the folder for segments is made; the RAM disk by default. */
  mediaParent?: string
}

export const ADMIN_EMAIL = 'admin@cashbacktv.local'
export const ADMIN_PASSWORD = 'correct horse battery staple'

/** What `npm start` runs, after its preparations. */
export const PRODUCT = startCommand('start').slice(1)

/** Starts the whole product as its user does: one process, folders of its own, a free port. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const data = tempFolder('data')
  const media = tempFolder('media', options.mediaParent ?? mediaParent())
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const base = { ...stackEnv(data.path, media.path, port), ...options.env }
  let earlier = ''
  let child: Child
  const launch = async (env: NodeJS.ProcessEnv = {}) => {
    child = startChild('node', PRODUCT, { env: { ...base, ...env } })
    await untilReady(child, url, options.timeoutMs ?? 60_000)
  }
  const end = async () => {
    await child.stop(15_000)
    await endLeftovers({ dataDir: data.path, mediaDir: media.path })
    data.remove()
    media.remove()
  }
  try {
    await launch()
    const api = await apiClient(url).login(
      base.ADMIN_EMAIL ?? ADMIN_EMAIL,
      base.ADMIN_PASSWORD ?? ADMIN_PASSWORD,
    )
    return {
      url,
      port,
      adminEmail: ADMIN_EMAIL,
      adminPassword: ADMIN_PASSWORD,
      api,
      dataDir: data.path,
      mediaDir: media.path,
      pid: () => child.pid,
      logs: () => earlier + child.output(),
      kill: (signal) => {
        child.process.kill(signal)
        return child.exited
      },
      restart: async (env) => {
        earlier += child.output()
        await launch(env)
      },
      stop: end,
    }
  } catch (error) {
    await end()
    throw error
  }
}

/** Of every stack, so that a test may write into the database of one. */
export const STACK_SECRETS_KEY = 'the key of secrets of every stack of the tests'

/** The environment of a product that talks to nobody and takes sources from this machine. */
export function stackEnv(dataDir: string, mediaDir: string, port: number): NodeJS.ProcessEnv {
  const { PATH, HOME, LANG, TMPDIR } = process.env
  return {
    PATH,
    HOME,
    LANG,
    TMPDIR,
    NODE_ENV: 'production',
    PORT: String(port),
    DATA_DIR: dataDir,
    MEDIA_DIR: mediaDir,
    DEMO: 'off',
    ADMIN_EMAIL,
    ADMIN_PASSWORD,
    // Several that share a database need one.
    SECRETS_KEY: STACK_SECRETS_KEY,
    SOURCE_ALLOW_CIDRS: '127.0.0.0/8',
    // Tests ask for the next state as often as they can.
    API_REQUESTS_PER_MINUTE: '0',
    API_REQUESTS_PER_MINUTE_OF_ADDRESS: '0',
    // Browsers, sources and other tests take what is there.
    COUNT_OTHER_PROGRAMS: 'off',
  }
}

/** Waits for /readyz; a child that ends first is an error with its output. */
export async function untilReady(child: Child, url: string, timeoutMs = 60_000): Promise<void> {
  let ended = false
  void child.exited.then(() => {
    ended = true
  })
  const ready = async () => {
    if (ended) return 'ended' as const
    return (await fetch(`${url}/readyz`)).ok ? ('ready' as const) : null
  }
  const state = await waitFor(`${url}/readyz`, ready, { timeoutMs }).catch((error) => {
    throw new Error(`${error}\n${child.output().slice(-4000)}`)
  })
  if (state === 'ended') throw new Error(`The product ended:\n${child.output().slice(-4000)}`)
}
