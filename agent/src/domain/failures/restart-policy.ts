import type { HostSettings, Reason } from '@cashbacktv/contract'
import type { Failure, FailureMode } from '../reconcile/world.ts'

/**
 * When a failed channel is tried again. network never gives up: at once, then exponential with
 * full jitter up to the cooldown. encoding the same, but after too many in a window it is held and
 * tried slowly. resource waits after a first try, unless only a kill is known: whoever did it, most
 * kills are not followed by another, and viewers see every second of a wait. fatal is over until a
 * person changes something.
 */
export type Verdict =
  | { kind: 'restart'; at: number }
  | { kind: 'hold'; until: number }
  | { kind: 'giveUp' }

export type FailureHistory = {
  /** Failures in a row, this one included. */
  attempt: number
  /** Instants of recent encoding failures, this one included. */
  encodingFailures: readonly number[]
}

type Settings = Pick<
  HostSettings,
  'restartCooldownSeconds' | 'slowRetrySeconds' | 'encodingMaxRestarts' | 'encodingWindowSeconds'
>

export function decideRestart(
  reason: Reason,
  history: FailureHistory,
  settings: Settings,
  now: number,
  random: () => number,
): Verdict {
  switch (reason.class) {
    case 'network':
      return { kind: 'restart', at: now + backoffMs(history.attempt, settings, random) }
    case 'encoding':
      if (recent(history.encodingFailures, settings, now).length > settings.encodingMaxRestarts) {
        return { kind: 'hold', until: now + settings.slowRetrySeconds * 1000 }
      }
      return { kind: 'restart', at: now + backoffMs(history.attempt, settings, random) }
    case 'resource':
      // The first time it is tried at once: what keeps a host from starting at all is judged apart.
      if (history.attempt <= 1) return { kind: 'restart', at: now }
      if (reason.code === 'killed')
        return { kind: 'restart', at: now + backoffMs(history.attempt, settings, random) }
      return { kind: 'hold', until: now + settings.restartCooldownSeconds * (500 + random() * 500) }
    case 'fatal':
      return { kind: 'giveUp' }
  }
}

/** Instants that still count, oldest first. */
export function recent(
  instants: readonly number[],
  settings: Pick<Settings, 'encodingWindowSeconds'>,
  now: number,
): readonly number[] {
  return instants.filter((at) => now - at < settings.encodingWindowSeconds * 1000)
}

export function failureOf(reason: Reason, attempt: number, verdict: Verdict): Failure {
  const mode: FailureMode =
    verdict.kind === 'restart' ? 'retry' : verdict.kind === 'hold' ? 'hold' : 'gave-up'
  const nextTryAt =
    verdict.kind === 'restart' ? verdict.at : verdict.kind === 'hold' ? verdict.until : null
  return { reason, attempt, mode, nextTryAt }
}

function backoffMs(attempt: number, settings: Settings, random: () => number): number {
  if (attempt <= 1) return 0
  const ceiling = Math.min(settings.restartCooldownSeconds * 1000, 1000 * 2 ** (attempt - 2))
  return Math.round(random() * ceiling)
}
