import { type ChildProcess, type Serializable, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { End } from './messages.ts'
import type { Part } from './parts-of-path.ts'

const ROOT = join(import.meta.dirname, '../..')
/** An agent first ends the processes of its channels, and one that has just been started starts before. */
const GRACE_MS = 30_000

const ENTRIES: Record<Part, string> = {
  'control-plane': 'infra/dev/control-plane/main.ts',
  agent: 'infra/dev/agent/main.ts',
  webapp: 'webapp/dev/main.ts',
}

export type PartOptions = {
  part: Part
  env: NodeJS.ProcessEnv
  /** `host:port` for a debugger, null for none. */
  inspect: string | null
  /** What it is told once it runs. */
  greeting?(): Serializable
  onMessage?(message: unknown): void
}

export type KeptPart = {
  /** Ends it as for an upgrade and starts what its sources say now; once more when asked meanwhile. */
  restart(): Promise<void>
  /** Ends it for good; an agent ends its channels, too. */
  end(): Promise<void>
}

/** Runs a part from its sources. One that fails says so itself, and is started by the next change. */
export function keepPart(options: PartOptions): KeptPart {
  const { part } = options
  let child = start(options)
  let turn = Promise.resolve()
  let isWanted = false
  let isEnding = false

  async function swap() {
    isWanted = false
    if (isEnding) return
    await ended(child, () => child.kill('SIGTERM'))
    if (!isEnding) child = start(options)
  }

  return {
    restart() {
      if (!isWanted) {
        isWanted = true
        turn = turn.then(swap)
      }
      return turn
    },
    async end() {
      isEnding = true
      await turn
      const farewell: End = { kind: 'end' }
      // Only an agent has something to do at the end that it does not do for a restart.
      const say = () => (part === 'agent' ? child.send(farewell) : child.kill('SIGTERM'))
      await ended(child, say)
    },
  }
}

function start({ part, env, inspect, greeting, onMessage }: PartOptions): ChildProcess {
  const flags = ['--import', 'tsx', ...(inspect === null ? [] : [`--inspect=${inspect}`])]
  const child = spawn(process.execPath, [...flags, ENTRIES[part]], {
    cwd: ROOT,
    env,
    // In a group of its own: Ctrl-C reaches the one that knows in which order to end.
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  child.on('message', (message) => onMessage?.(message))
  child.on('error', (error) => process.stderr.write(`${part}: ${error.message}\n`))
  child.on('exit', (code) => {
    if (code)
      process.stderr.write(`\n${part} ended (${code}). It starts anew with the next change.\n`)
  })
  const said = greeting?.()
  if (said !== undefined) child.send(said, () => {})
  return child
}

/** Those that end because they were asked to. */
const wasAsked = new WeakSet<ChildProcess>()

async function ended(child: ChildProcess, ask: () => void): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  wasAsked.add(child)
  const gone = once(child, 'exit')
  if (child.connected) ask()
  else child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS)
  await gone
  clearTimeout(timer)
}
