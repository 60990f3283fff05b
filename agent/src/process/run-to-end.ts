import { execa } from 'execa'

export type Outcome = {
  /** Null when it was killed, by the time limit or from outside. */
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
  /** Asked with each piece of output; it is killed when this has seen enough. */
  enough?(chunk: Buffer): boolean
}

/**
 * Runs a short helper to its end: a probe, a picture, a question to FFmpeg. It is killed at the
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
    killSignal: 'SIGKILL',
    maxBuffer: limits.maxBytes,
    encoding: 'buffer',
    stripFinalNewline: false,
    cleanup: true,
    ...(limits.signal === undefined ? {} : { cancelSignal: limits.signal }),
    ...(limits.input === undefined ? { stdin: 'ignore' as const } : { input: limits.input }),
  })
  child.stdout.on('data', (chunk: Buffer) => {
    if (limits.enough?.(chunk)) child.kill('SIGKILL')
  })
  const result = await child
  if (result.failed && result.exitCode === undefined && result.signal === undefined) {
    if (!result.timedOut && !result.isMaxBuffer && !result.isCanceled) {
      throw new Error(`${file} cannot be started (${result.code ?? 'unknown error'}).`)
    }
  }
  return {
    code: result.exitCode ?? null,
    stdout: Buffer.from(result.stdout ?? []),
    stderr: Buffer.from(result.stderr ?? []).toString('utf8'),
    timedOut: result.timedOut,
  }
}
