import { type Files, filesInReach } from './files.ts'
import type { Reach } from './reach.ts'

export type Command = { file: string; args: readonly string[] }

/** Whom FFmpeg runs as where the agent is root. */
export type MediaUser = { uid: number; gid: number; groups: readonly number[] }

/** What there is on a machine to hold a program by; null where it is missing. */
export type Means = {
  /** Of util-linux. */
  setpriv: string | null
  prlimit: string | null
  /** We are root: a program that keeps our user keeps none of its capabilities. */
  isRoot: boolean
  /** A shared object that programs linked dynamically load. */
  egressGuard: string | null
}

export type Bounds = {
  reach: Reach
  files: Files
  /** Of memory of its own; a program that wants more is told that there is none. */
  memoryBytes: number
  /** Null: it keeps our user. */
  user: MediaUser | null
  /** The system ends it when we are no more, however we ended. */
  endsWithUs?: boolean | undefined
  /** Longest file it may write, by where in it a byte stands; null: any. */
  mostFileBytes?: number | null | undefined
}

/** A recording of a run's whole output never comes near it. */
const MOST_FILE_BYTES = 2 * 2 ** 30

/**
 * A command that ends in the program itself, without another process beside it: no new privileges,
 * no capabilities, no core dumps, an end to its memory and files, and connections to what is allowed.
 */
export function confine(command: Command, bounds: Bounds, means: Means): Command {
  const words = [...privileges(bounds, means), ...limits(bounds, means)]
  const [file, ...args] = [...words, command.file, ...command.args]
  return { file: file ?? command.file, args }
}

/** What the program gets of our environment, and the rules of its connections and files. */
export function confinedEnvironment(
  base: NodeJS.ProcessEnv,
  { reach, files }: Pick<Bounds, 'reach' | 'files'>,
  { egressGuard }: Means,
): NodeJS.ProcessEnv {
  if (egressGuard === null) return base
  return {
    ...base,
    LD_PRELOAD: egressGuard,
    EGRESS_RULES: reach.rules,
    ...filesInReach(files, base.LD_LIBRARY_PATH),
    ...(reach.anyUdp ? { EGRESS_UDP: 'any' } : {}),
  }
}

function privileges({ user, endsWithUs }: Bounds, { setpriv, isRoot }: Means): string[] {
  if (setpriv === null) return []
  return [
    ...[setpriv, '--no-new-privs'],
    ...(endsWithUs ? ['--pdeathsig=KILL'] : []),
    ...(user === null ? [] : identity(user)),
    // Whoever has no capabilities may not drop any either.
    ...(isRoot ? ['--inh-caps=-all', '--bounding-set=-all'] : []),
    '--',
  ]
}

function identity({ uid, gid, groups }: MediaUser): string[] {
  const others = groups.length === 0 ? '--clear-groups' : `--groups=${groups.join()}`
  return [`--reuid=${uid}`, `--regid=${gid}`, others]
}

function limits(bounds: Bounds, { prlimit }: Means): string[] {
  if (prlimit === null) return []
  const { memoryBytes, mostFileBytes = MOST_FILE_BYTES } = bounds
  const fileSize = mostFileBytes === null ? [] : [`--fsize=${mostFileBytes}`]
  return [prlimit, `--data=${memoryBytes}`, ...fileSize, '--core=0', '--']
}
