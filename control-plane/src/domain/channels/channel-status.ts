import {
  type ChannelObservation,
  type ChannelPhase,
  type ChannelState,
  type ChannelStatus,
  type OriginSight,
  type Reason,
  reasonOf,
} from '@cashbacktv/contract'

/** What is wanted of a channel, and what was last heard of it. */
export type StatusInput = {
  on: boolean
  scheduled: boolean
  restartGeneration: number
  /** When the wish was last changed. */
  updatedAt: string
  /** Null: no host could take the channel. */
  host: {
    link: 'never' | 'connected' | 'unknown'
    lastSeenAt: string | null
    /** The host works by the newest snapshot. */
    current: boolean
    /** Null from an agent that does not say. */
    origin: OriginSight | null
  } | null
  observation: ChannelObservation | null
  /** Why it waits without a host, where there are hosts that have no room; null otherwise. */
  shortage?: Reason | null
}

export type StatusView = {
  status: ChannelStatus
  phase: ChannelPhase
  reason: Reason | null
  since: string
  attempt: number
  nextTryAt: string | null
  queuePosition: number | null
}

const STATUS_OF: Record<ChannelState, ChannelStatus> = {
  stopped: 'stopped',
  queued: 'starting',
  starting: 'starting',
  running: 'running',
  degraded: 'running',
  backoff: 'error',
  error: 'error',
  stopping: 'stopping',
}

/**
 * The one place where a channel's status is derived: from the wish while the host has not acted on
 * it yet, from the host's word otherwise. A silent host keeps its last word as the status, because
 * its channels may well be on air; the phase then says `unknown`.
 */
export function channelStatus(input: StatusInput): StatusView {
  const { host, observation, on } = input
  if (!host) return on ? unplaced(input) : calm('stopped', input.updatedAt)
  if (host.link !== 'connected') return silent(input, host)
  if (!observation) return calm(on ? 'starting' : 'stopped', input.updatedAt)
  return on ? wantedOn(input, host, observation) : wantedOff(input, observation)
}

function wantedOn(
  input: StatusInput,
  { current, origin }: NonNullable<StatusInput['host']>,
  observation: ChannelObservation,
): StatusView {
  const restarting = observation.restartGeneration < input.restartGeneration
  const offAir = observation.state === 'stopped'
  // By its schedule a channel that is switched on may rightly be off air.
  const resting = offAir && input.scheduled && current
  if (restarting || (offAir && !resting)) return calm('starting', input.updatedAt)
  if (resting) return { ...observed(observation), phase: 'scheduled' }
  return origin && isRunning(observation) ? published(observation, origin) : observed(observation)
}

/** For viewers a channel runs from its playlist on, and only as long as they get it. */
function published(observation: ChannelObservation, { answers }: OriginSight): StatusView {
  const { since, air } = observation
  if (!answers) {
    return { ...observed(observation), status: 'error', phase: 'error', reason: ORIGIN_AWAY }
  }
  return !air || air.showing === 'nothing' ? calm('starting', since) : observed(observation)
}

const ORIGIN_AWAY = reasonOf('resource', 'origin-away')

function isRunning({ state }: ChannelObservation): boolean {
  return state === 'running' || state === 'degraded'
}

function wantedOff(input: StatusInput, observation: ChannelObservation): StatusView {
  switch (observation.state) {
    case 'starting':
    case 'running':
    case 'degraded':
      return calm('stopping', input.updatedAt)
    case 'stopping':
      return observed(observation)
    case 'stopped':
      return calm('stopped', observation.since)
    case 'queued':
    case 'backoff':
    case 'error':
      return calm('stopped', input.updatedAt)
  }
}

function observed(observation: ChannelObservation): StatusView {
  const { state, reason, since, attempt, nextTryAt, queuePosition } = observation
  return {
    status: STATUS_OF[state],
    phase: state,
    reason,
    since,
    attempt,
    nextTryAt,
    queuePosition,
  }
}

function silent(input: StatusInput, host: NonNullable<StatusInput['host']>): StatusView {
  const { observation, on, updatedAt } = input
  if (!observation && !on) return calm('stopped', updatedAt)
  const never = host.link === 'never'
  return {
    ...calm('starting', host.lastSeenAt ?? updatedAt),
    status: observation ? STATUS_OF[observation.state] : 'starting',
    phase: 'unknown',
    reason: reasonOf('network', never ? 'host-never-connected' : 'host-silent'),
  }
}

function unplaced(input: StatusInput): StatusView {
  const { shortage = null } = input
  return {
    ...calm('stopped', input.updatedAt),
    status: 'error',
    phase: 'unplaced',
    reason: shortage ?? reasonOf('resource', 'no-host'),
  }
}

function calm(state: 'stopped' | 'starting' | 'stopping', since: string): StatusView {
  const status: ChannelStatus = state
  return {
    status,
    phase: state,
    reason: null,
    since,
    attempt: 0,
    nextTryAt: null,
    queuePosition: null,
  }
}
