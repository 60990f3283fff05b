import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

export type Child = {
  pid: number
  process: ChildProcess
  /** Exit code, or null when a signal ended it. */
  exited: Promise<number | null>
  /** Last 256 KB of what it wrote to both outputs. */
  output(): string
  /** SIGTERM, then SIGKILL after `graceMs`; resolves when it is gone. */
  stop(graceMs?: number): Promise<void>
}

export type ChildOptions = {
  env?: NodeJS.ProcessEnv
  cwd?: string
  /** Keep stdout for the caller to read as a stream. */
  pipeStdout?: boolean
}

const running = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/** The one door for child processes of the tests. What is still running when the test process ends is killed. */
export function startChild(file: string, args: string[], options: ChildOptions = {}): Child {
  const child = spawn(file, args, {
    env: options.env ?? process.env,
    cwd: options.cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  const tail = tailOf(child, options.pipeStdout ?? false)
  const exited = new Promise<number | null>((resolve) => {
    child.once('error', (error) => {
      tail.add(`${file}: ${error.message}\n`)
      running.delete(child)
      resolve(127)
    })
    child.once('exit', (code) => {
      running.delete(child)
      resolve(code)
    })
  })
  return {
    pid: child.pid ?? 0,
    process: child,
    exited,
    output: tail.text,
    stop: (graceMs = 3000) => stopChild(child, graceMs),
  }
}

/** Runs to its end; rejects with its output when the code is not 0. */
export async function runChild(file: string, args: string[], options: ChildOptions = {}) {
  const child = startChild(file, args, options)
  const code = await child.exited
  if (code !== 0) throw new Error(`${file} ended with ${code}: ${child.output().slice(-2000)}`)
  return child.output()
}

/** Runs to its end and gives the bytes of its stdout; rejects when the code is not 0. */
export async function readChild(file: string, args: string[]): Promise<Buffer> {
  const child = startChild(file, args, { pipeStdout: true })
  const chunks: Buffer[] = []
  child.process.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk))
  await once(child.process, 'close')
  const code = await child.exited
  if (code !== 0) throw new Error(`${file} ended with ${code}: ${child.output().slice(-2000)}`)
  return Buffer.concat(chunks)
}

function tailOf(child: ChildProcess, skipStdout: boolean) {
  let text = ''
  const add = (chunk: Buffer | string) => {
    text = (text + chunk.toString()).slice(-262_144)
  }
  child.stderr?.on('data', add)
  if (!skipStdout) child.stdout?.on('data', add)
  return { add, text: () => text }
}

async function stopChild(child: ChildProcess, graceMs: number) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), graceMs)
  await gone
  clearTimeout(timer)
}
