import {
  type ChannelObservation,
  type HostReport,
  type Reason,
  type RolloutChannelState,
  type RolloutDirection,
  reasonOf,
} from '@cashbacktv/contract'

/**
 * The decisions of a roll-out. A wave waits until each of its channels is on air with another run
 * than before, or has failed. A failure stops the way forward; the way back goes on, because it
 * leads to what worked.
 */

/** A channel whose logo was changed, and what was true just before. */
export type ChangedChannel = {
  /** Still wanted on air, by a host. */
  wanted: boolean
  revision: number | null
  previousRunId: string | null
  changedAt: Date
}
export type Verdict = { kind: 'wait' } | { kind: 'done' } | { kind: 'failed'; reason: Reason }

/** The first failure may be chance; the second in a row is the change. */
const FAILURES = 2

export function judgeChannel(
  channel: ChangedChannel,
  report: Pick<HostReport, 'appliedRevision' | 'heldRevision'> | null,
  observation: ChannelObservation | null,
  { now, timeoutMs }: { now: Date; timeoutMs: number },
): Verdict {
  if (!channel.wanted) return { kind: 'done' }
  const late = now.getTime() - channel.changedAt.getTime() >= timeoutMs
  const heard = (report?.appliedRevision ?? -1) >= (channel.revision ?? 0)
  if (!heard) return late ? failed(report?.heldRevision ? HELD : UNHEARD) : { kind: 'wait' }
  // Nothing was on air before, or the schedule keeps it off: there is nothing to wait for.
  if (channel.previousRunId === null || observation?.state === 'stopped') return { kind: 'done' }
  if (observation && isOnAirAnew(channel, observation)) return { kind: 'done' }
  if (observation && observation.attempt >= FAILURES) return failed(observation.reason ?? LATE)
  return late ? failed(observation?.reason ?? LATE) : { kind: 'wait' }
}

export type RolloutNow = {
  direction: RolloutDirection
  wave: number
  forgivenWave: number
  channels: readonly { wave: number; state: RolloutChannelState; reason: Reason | null }[]
}
export type RolloutStep =
  | { kind: 'wait' }
  | { kind: 'start'; wave: number }
  | { kind: 'stop'; reason: Reason }
  | { kind: 'finish' }

export function decideRollout({
  direction,
  wave,
  forgivenWave,
  channels,
}: RolloutNow): RolloutStep {
  if (channels.some(({ state }) => state === 'changing')) return { kind: 'wait' }
  const failure = channels.find((channel) => channel.wave === wave && channel.state === 'failed')
  if (failure && direction === 'forward' && wave > forgivenWave) {
    return { kind: 'stop', reason: failure.reason ?? LATE }
  }
  const waiting = channels.filter(({ state }) => state === 'waiting')
  if (waiting.length === 0) return { kind: 'finish' }
  return { kind: 'start', wave: Math.min(...waiting.map((channel) => channel.wave)) }
}

function isOnAirAnew({ previousRunId }: ChangedChannel, seen: ChannelObservation): boolean {
  const runs = seen.state === 'running' || seen.state === 'degraded'
  const anew = seen.run !== null && seen.run.runId !== previousRunId
  return runs && anew && seen.air?.showing !== 'slate'
}

function failed(reason: Reason): Verdict {
  return { kind: 'failed', reason }
}

const LATE = reasonOf('resource', 'rollout-late')
const UNHEARD = reasonOf('network', 'rollout-unheard')
const HELD = reasonOf('fatal', 'rollout-held')
