import { existsSync } from 'node:fs'
import type { Unheld } from '@cashbacktv/contract'
import {
  type Bounds,
  type Command,
  confine,
  confinedEnvironment,
  type Means,
} from '../domain/confinement/confine.ts'
import { findBuilt } from './find-built.ts'
import { leastEnvironment } from './least-environment.ts'

export type ConfinedCommand = Command & { env: NodeJS.ProcessEnv }

/** A program that reads a source (FFmpeg, ffprobe) as it is really started: held in, with little of our environment. */
export function confined(
  command: Command,
  bounds: Bounds,
  base = ownLeastEnvironment(),
): ConfinedCommand {
  const means = machineMeans()
  const env = confinedEnvironment(base, bounds, means)
  return { ...confine(command, bounds, means), env }
}

let environment: NodeJS.ProcessEnv | null = null

/** The least of our environment, as it was when it was first asked for. */
export function ownLeastEnvironment(): NodeJS.ProcessEnv {
  environment ??= leastEnvironment()
  return environment
}

let known: Means | null = null

/** A fact of the machine, looked for once. */
export function machineMeans(): Means {
  known ??= {
    setpriv: first(['/usr/bin/setpriv', '/bin/setpriv']),
    prlimit: first(['/usr/bin/prlimit', '/bin/prlimit']),
    isRoot: process.getuid?.() === 0,
    egressGuard: findBuilt('egress-guard.so'),
  }
  return known
}

function first(paths: readonly string[]): string | null {
  return paths.find((path) => existsSync(path)) ?? null
}

/** What a program is not held to here for want of a means; empty where all are there. */
export function missingMeans(): Unheld[] {
  const { setpriv, prlimit, egressGuard } = machineMeans()
  return [
    ...(egressGuard === null ? (['connections'] as const) : []),
    ...(setpriv === null ? (['privileges'] as const) : []),
    ...(prlimit === null ? (['limits'] as const) : []),
  ]
}
