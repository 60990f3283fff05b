import { execa } from 'execa'

export type Outcome = {
  /** Null when it was ended by us, at a limit or called off, or killed from outside. */
  code: number | null
  stdout: Buffer
  stderr: string
  timedOut: boolean
}

export type RunLimits = {
  timeoutMs: number
  maxBytes: number
  input?: Buffer
  signal?: AbortSignal | undefined
  /** Asked with each piece of output; it is ended when this has seen enough. */
  enough?(chunk: Buffer): boolean
}

/** FFmpeg says goodbye to its source within it: an SRT sender waits 5 s for one that is just gone. */
const GOODBYE_MS = 300

/**
 * Runs a short helper to its end: a probe, a picture, a question to FFmpeg. It is ended at the
 * time limit or when it is called off, and does not outlive us. Throws when it cannot be started at all.
 */
export async function runToEnd(
  file: string,
  args: readonly string[],
  limits: RunLimits,
): Promise<Outcome> {
  const child = execa(file, args, {
    reject: false,
    timeout: limits.timeoutMs,
    killSignal: 'SIGTERM',
    forceKillAfterDelay: GOODBYE_MS,
    maxBuffer: limits.maxBytes,
    encoding: 'buffer',
    stripFinalNewline: false,
    cleanup: true,
    ...(limits.signal === undefined ? {} : { cancelSignal: limits.signal }),
    ...(limits.input === undefined ? { stdin: 'ignore' as const } : { input: limits.input }),
  })
  let isEnough = false
  child.stdout.on('data', (chunk: Buffer) => {
    if (isEnough || !limits.enough?.(chunk)) return
    isEnough = true
    child.kill()
  })
  const result = await child
  if (result.failed && result.exitCode === undefined && result.signal === undefined) {
    if (!result.timedOut && !result.isMaxBuffer && !result.isCanceled) {
      throw new Error(`${file} cannot be started (${result.code ?? 'unknown error'}).`)
    }
  }
  const isOurs = isEnough || result.timedOut || result.isMaxBuffer || result.isCanceled
  return {
    code: isOurs ? null : (result.exitCode ?? null),
    stdout: Buffer.from(result.stdout ?? []),
    stderr: Buffer.from(result.stderr ?? []).toString('utf8'),
    timedOut: result.timedOut,
  }
}
