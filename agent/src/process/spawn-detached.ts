import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { setPriority } from 'node:os'
import { type Stream, Writable } from 'node:stream'
import { readProcessIdentity } from './process-identity.ts'
import { signalGroup } from './signal-group.ts'

export type Exit = { code: number | null; signal: NodeJS.Signals | null }

export type DetachedProcess = {
  pid: number
  startTicks: number
  /** Settles when it ends while we live; what is left of its group has been killed by then. */
  exited: Promise<Exit>
}

export type DetachedCommand = {
  file: string
  args: readonly string[]
  /** Its stderr is appended here; the file outlives us and it. */
  logFile: string
  cwd: string
  env: NodeJS.ProcessEnv
  /** 0 to 19; higher gives way to others. */
  nice: number
  /** Written to its descriptor 3, which then ends. */
  words?: Buffer | null
}

/**
 * Starts a process that outlives us: its own session and group, no pipe to us that stays, log by file.
 * Throws with a clear sentence when it cannot be started.
 */
export async function spawnDetached(command: DetachedCommand): Promise<DetachedProcess> {
  const log = openSync(command.logFile, 'a', 0o640)
  const { words = null } = command
  try {
    const child = spawn(command.file, command.args, {
      cwd: command.cwd,
      env: command.env,
      detached: true,
      stdio: ['ignore', 'ignore', log, ...(words === null ? [] : ['pipe' as const])],
    })
    const { pid } = child
    if (pid === undefined) throw await spawnError(child, command.file)
    const exited = new Promise<Exit>((resolve) => {
      child.once('exit', (code, signal) => {
        signalGroup(pid, 'SIGKILL')
        resolve({ code, signal })
      })
    })
    child.on('error', () => {})
    if (words !== null) hand(words, child.stdio[3])
    child.unref()
    lowerPriority(pid, command.nice)
    return { pid, startTicks: readProcessIdentity(pid)?.startTicks ?? 0, exited }
  } finally {
    closeSync(log)
  }
}

/** It may be gone already; its exit says so. */
function hand(words: Buffer, to: Stream | null | undefined): void {
  if (!(to instanceof Writable)) return
  to.on('error', () => {})
  to.end(words)
}

function spawnError(child: ReturnType<typeof spawn>, file: string): Promise<Error> {
  return new Promise((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      resolve(new Error(`${file} cannot be started (${error.code ?? error.message}).`))
    })
  })
}

function lowerPriority(pid: number, nice: number): void {
  if (nice === 0) return
  try {
    setPriority(pid, nice)
  } catch {
    // It may be gone already; its exit says so.
  }
}
