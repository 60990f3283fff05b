import type { ChannelPhase, ChannelStatus } from '@cashbacktv/contract'

/** How loudly a state speaks. The colour, the shape and the word of a state all follow from here. */
export type Tone = 'good' | 'busy' | 'warning' | 'bad' | 'off' | 'unknown'
export type Shape = 'disc' | 'half' | 'triangle' | 'diamond' | 'ring' | 'question'

export type StatusPresentation = {
  tone: Tone
  shape: Shape
  /** Key below `phase` of the translations. */
  label: PhaseLabel
  /** Lower is worse: the order of "worst first". */
  severity: number
}
export type PhaseLabel = ChannelPhase | 'slate'

type Observed = {
  status: ChannelStatus
  phase: ChannelPhase
  showing: 'nothing' | 'live' | 'slate'
  /** Failures in a row. */
  attempt?: number
  reason?: { code: string } | null
}

/** The worst state of a channel that still needs a person's eye. */
const MOST_SEVERITY = 5

const BY_PHASE: Record<ChannelPhase, Omit<StatusPresentation, 'label'>> = {
  error: { tone: 'bad', shape: 'diamond', severity: 0 },
  backoff: { tone: 'bad', shape: 'diamond', severity: 1 },
  unplaced: { tone: 'bad', shape: 'diamond', severity: 2 },
  unknown: { tone: 'unknown', shape: 'question', severity: 4 },
  degraded: { tone: 'warning', shape: 'triangle', severity: 5 },
  queued: { tone: 'busy', shape: 'half', severity: 6 },
  starting: { tone: 'busy', shape: 'half', severity: 7 },
  stopping: { tone: 'busy', shape: 'half', severity: 8 },
  running: { tone: 'good', shape: 'disc', severity: 9 },
  scheduled: { tone: 'off', shape: 'ring', severity: 10 },
  stopped: { tone: 'off', shape: 'ring', severity: 11 },
}

/** A turn comes by itself; room may never come, and a person can let the channel start without it. */
const WITHOUT_ROOM: StatusPresentation = {
  tone: 'warning',
  shape: 'triangle',
  label: 'queued',
  severity: 3.5,
}

/**
 * A channel whose viewers see the slate is not well, whatever its process says; one that tries
 * again after a failure is retrying while it tries too, else trouble would come and go with each try.
 */
export function presentStatus(channel: Observed): StatusPresentation {
  const phase = triesAgain(channel) ? 'backoff' : channel.phase
  if (waitsForRoom(channel)) return WITHOUT_ROOM
  const plain = { ...BY_PHASE[phase], label: phase }
  if (channel.showing === 'slate' && plain.severity > 3) {
    return { tone: 'warning', shape: 'triangle', label: 'slate', severity: 3 }
  }
  return plain
}

export function needsAttention(channel: Observed): boolean {
  return presentStatus(channel).severity <= MOST_SEVERITY
}

/** Whether it waits for room on a host, not only for its turn. */
export function waitsForRoom(channel: Observed): boolean {
  const { phase, reason } = channel
  return phase === 'queued' && reason?.code === 'no-capacity' && !triesAgain(channel)
}

function triesAgain({ phase, attempt = 0 }: Observed): boolean {
  return attempt > 0 && (phase === 'starting' || phase === 'queued')
}

export type Command = 'start' | 'stop' | 'restart'

/** What takes a command back. A restart cannot be taken back. */
export const COMMAND_BACK = {
  start: 'stop',
  stop: 'start',
  restart: null,
} as const satisfies Record<Command, Command | null>

/** What a person can sensibly ask of a channel in this state. */
export function possibleCommands(channel: {
  desired: 'on' | 'off'
  status: ChannelStatus
}): Record<Command, boolean> {
  const on = channel.desired === 'on'
  // One that waits for its schedule has nothing to restart.
  const runs = channel.status !== 'stopping' && channel.status !== 'stopped'
  return { start: !on, stop: on, restart: on && runs }
}

/** The state shown between asking and hearing of the effect. */
export function expectedPhase(command: Command): ChannelPhase {
  return command === 'stop' ? 'stopping' : 'starting'
}
