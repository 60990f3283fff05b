import { execa } from 'execa'
import type { Bounds, Command } from '../domain/confinement/confine.ts'
import { type Files, NO_FILES } from '../domain/confinement/files.ts'
import { HELPER_MEMORY_BYTES } from '../domain/confinement/memory-bound.ts'
import { NOWHERE, type Reach } from '../domain/confinement/reach.ts'
import { type ConfinedCommand, confined } from './confinement.ts'
import { tellApart } from './hidden-words.ts'
import { leastEnvironment } from './least-environment.ts'
import { mediaUser } from './media-user.ts'
import { openUnnamedFiles, type UnnamedFiles } from './unnamed-files.ts'

export type Outcome = {
  /** Null when it was ended by us, at a limit or called off, or killed from outside. */
  code: number | null
  stdout: Buffer
  stderr: string
  /** What it wrote to the files that were asked for, in their order. */
  written: readonly Buffer[]
  timedOut: boolean
}

export type RunLimits = {
  timeoutMs: number
  maxBytes: number
  input?: Buffer
  /**
   * So many files without a name that it writes to, from descriptor 3 on; each holds `maxBytes`. What
   * comes by one costs us a small part of what it costs by a pipe, so its errors come by one too.
   */
  unnamedFiles?: number
  /** It reads a source, and may go where that may lead. Others go nowhere. */
  reach?: Reach
  /** That FFmpeg opens or makes. None where it has descriptors alone. */
  files?: Files
  /** A tool of the system that reads nothing of others' making, and acts on other processes: it is not held in. */
  isTool?: boolean
  /** A program of our own that reads a file of ours: it keeps our user also where it has a reach. */
  keepsUser?: boolean
  /** That it gets beside the least of our environment. */
  env?: NodeJS.ProcessEnv
  /** It is ended with us even when we are killed. */
  isBoundToUs?: boolean
  /** The most of its own memory, where that is not as of every helper. */
  memoryBytes?: number
  /** Of one that writes a large file of its own. */
  mostFileBytes?: number
  signal?: AbortSignal | undefined
  /** Asked with each piece of output; it is ended when this has seen enough. */
  enough?(chunk: Buffer): boolean
}

/** FFmpeg says goodbye to its source within it: an SRT sender waits 5 s for one that is just gone. */
const GOODBYE_MS = 300

/** Of files without a name, the first one. */
const ERRORS = 1

/** After those of input, output and errors. */
const FIRST_FILE = 3

/** execa hands any descriptor of ours on, though its types name but a few. */
const isHandedOn = (descriptor: number | 'pipe'): descriptor is 3 =>
  descriptor !== 'pipe' && descriptor >= FIRST_FILE

/** What holds the program in says so when there is none. */
const NOT_THERE = /^(setpriv|prlimit): failed to execute/

/**
 * Runs a short helper to its end: a probe, a picture, a question to FFmpeg. It is ended at the
 * time limit or when it is called off, and does not outlive us. Throws when it cannot be started at all.
 */
export async function runToEnd(
  file: string,
  args: readonly string[],
  limits: RunLimits,
): Promise<Outcome> {
  const { unnamedFiles = 0 } = limits
  const files = openUnnamedFiles(unnamedFiles === 0 ? 0 : ERRORS + unnamedFiles)
  try {
    return await runWith(files, { file, args }, limits)
  } finally {
    files.close()
  }
}

async function runWith(files: UnnamedFiles, command: Command, limits: RunLimits): Promise<Outcome> {
  const { file } = command
  const { words, ...held } = await holdIn(command, limits)
  const [errors = 'pipe', ...further] = files.descriptors
  const child = execa(held.file, held.args, {
    env: held.env,
    extendEnv: false,
    reject: false,
    timeout: limits.timeoutMs,
    killSignal: 'SIGTERM',
    forceKillAfterDelay: GOODBYE_MS,
    maxBuffer: limits.maxBytes,
    encoding: 'buffer',
    stripFinalNewline: false,
    cleanup: true,
    ...(limits.signal === undefined ? {} : { cancelSignal: limits.signal }),
    ...(limits.input === undefined ? {} : { input: limits.input }),
    stdio: [
      limits.input === undefined ? 'ignore' : 'pipe',
      'pipe',
      isHandedOn(errors) ? errors : 'pipe',
      ...further.filter(isHandedOn),
      ...(words === null ? [] : [words]),
    ],
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
      throw notStarted(file, result.code ?? 'EUNKNOWN')
    }
  }
  const [told = Buffer.from(result.stderr ?? []), ...written] = files.read(limits.maxBytes)
  const said = told.toString('utf8')
  if (NOT_THERE.test(said)) throw notStarted(file, 'ENOENT')
  const isOurs = isEnough || result.timedOut || result.isMaxBuffer || result.isCanceled
  return {
    code: isOurs ? null : (result.exitCode ?? null),
    stdout: Buffer.from(result.stdout ?? []),
    stderr: said,
    written,
    timedOut: result.timedOut,
  }
}

/** What a program is really started with, and what is hidden of it. */
async function holdIn(
  command: Command,
  limits: RunLimits,
): Promise<ConfinedCommand & { words: Buffer | null }> {
  if (limits.isTool)
    return { ...command, env: { ...leastEnvironment(), ...limits.env }, words: null }
  const told = await tellApart(command, FIRST_FILE + (limits.unnamedFiles ?? 0))
  const held = confined(told.command, boundsOf(limits))
  return { ...held, env: { ...held.env, ...limits.env, ...told.env }, words: told.words }
}

/** What reads a source touches no file of ours, so that another user can do it. */
function boundsOf({
  reach,
  files = NO_FILES,
  isBoundToUs,
  keepsUser = false,
  maxBytes,
  unnamedFiles = 0,
  mostFileBytes = unnamedFiles > 0 ? maxBytes : undefined,
  ...of
}: RunLimits): Bounds {
  const user = reach === undefined || keepsUser ? null : mediaUser()
  const { memoryBytes = HELPER_MEMORY_BYTES } = of
  const own = { reach: reach ?? NOWHERE, files, memoryBytes, user }
  return { ...own, endsWithUs: isBoundToUs, mostFileBytes }
}

function notStarted(file: string, code: string): Error {
  return Object.assign(new Error(`${file} cannot be started (${code}).`), { code })
}
