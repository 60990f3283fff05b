import type { ChannelSpec, HostSettings } from '@cashbacktv/contract'
import type { Run } from '../reconcile/world.ts'

/**
 * Health is judged by output alone: a process that lives and writes no segment is dead. Exit
 * codes and signs of life of the process itself say nothing about what viewers get.
 */
export type Health =
  | { kind: 'starting'; lookAgainAt: number }
  | { kind: 'no-start'; waitedSeconds: number }
  | { kind: 'ok'; lookAgainAt: number }
  | { kind: 'late'; lookAgainAt: number }
  | { kind: 'stalled'; silentSeconds: number }
  | { kind: 'too-large'; heldBytes: number; quotaBytes: number }

type Settings = Pick<HostSettings, 'startTimeoutSeconds' | 'stallSeconds' | 'healthCheckSeconds'>

export function judgeRun(run: Run, spec: ChannelSpec, settings: Settings, now: number): Health {
  if (run.tooLarge) return { kind: 'too-large', ...run.tooLarge }
  if (run.firstSegmentAt === null) {
    if (run.trouble?.hopeless) {
      return { kind: 'no-start', waitedSeconds: (now - run.startedAt) / 1000 }
    }
    const deadline = run.startedAt + settings.startTimeoutSeconds * 1000
    if (now < deadline) return { kind: 'starting', lookAgainAt: deadline }
    return { kind: 'no-start', waitedSeconds: (now - run.startedAt) / 1000 }
  }
  const heard = run.lastSegmentAt ?? run.firstSegmentAt
  const stallAt = heard + settings.stallSeconds * 1000
  if (now >= stallAt) return { kind: 'stalled', silentSeconds: (now - heard) / 1000 }
  const lateAt = heard + lateSeconds(spec, settings) * 1000
  if (now >= lateAt) return { kind: 'late', lookAgainAt: stallAt }
  return { kind: 'ok', lookAgainAt: Math.min(lateAt, stallAt) }
}

/** Long enough that a source with long groups of pictures is not called late. */
function lateSeconds(spec: ChannelSpec, settings: Settings): number {
  return Math.max(3 * spec.hls.segmentSeconds, 2 * settings.healthCheckSeconds)
}

const STRAINED_FOR_MS = 30_000

/** Since when its speed has been too low for too long; the channel is then `degraded`. */
export function isStrained(run: Run, now: number): boolean {
  return run.strainedSince !== null && now - run.strainedSince >= STRAINED_FOR_MS
}

/** Players run out of what comes slower than they play it, whoever is at fault. */
export function isBelowRealTime({ belowSince = null }: Run, now: number): boolean {
  return belowSince !== null && now - belowSince >= STRAINED_FOR_MS
}

export function strainedAt(run: Run): number | null {
  return run.strainedSince === null ? null : run.strainedSince + STRAINED_FOR_MS
}
