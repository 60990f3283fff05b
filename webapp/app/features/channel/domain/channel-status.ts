import {
  type ChannelHealth,
  type ChannelPhase,
  type ChannelStatus,
  type HealthTone,
  needsEye,
  TONE_OF_LEVEL,
} from '@cashbacktv/contract'

/** How loudly a state speaks. The colour and the shape of a state follow from here. */
export type Tone = HealthTone
export type Shape = 'disc' | 'half' | 'triangle' | 'diamond' | 'ring' | 'question'

export type StatusPresentation = {
  tone: Tone
  shape: Shape
  /** Key below `phase` of the translations. */
  label: PhaseLabel
}
export type PhaseLabel = ChannelPhase | 'slate' | 'dark'

export type Judged = { health: Pick<ChannelHealth, 'level' | 'code'> }
type Observed = Judged & {
  phase: ChannelPhase
  /** Failures in a row. */
  attempt?: number
}

export const SHAPE_OF_TONE: Readonly<Record<Tone, Shape>> = {
  good: 'disc',
  busy: 'half',
  warning: 'triangle',
  bad: 'diamond',
  off: 'ring',
  unknown: 'question',
}

/** The verdict gives the colour and the shape; the word says what the channel does. */
export function presentStatus(channel: Observed): StatusPresentation {
  const tone = toneOf(channel)
  return { tone, shape: SHAPE_OF_TONE[tone], label: labelOf(channel) }
}

/** What a person has just asked for is under way, however it was before. */
export function presentAsked(phase: ChannelPhase): StatusPresentation {
  return { tone: 'busy', shape: SHAPE_OF_TONE.busy, label: phase }
}

function toneOf({ phase, health }: Observed): Tone {
  if (health.level !== 'off') return TONE_OF_LEVEL[health.level]
  if (phase === 'stopping') return 'busy'
  return phase === 'unknown' ? 'unknown' : 'off'
}

const SAID_BY_PHASE: ReadonlySet<ChannelPhase> = new Set([
  ...(['error', 'backoff', 'unplaced', 'unknown'] as const),
])

/** One that tries again is retrying while it tries too, else trouble would come and go with each try. */
function labelOf({ phase, attempt = 0, health }: Observed): PhaseLabel {
  const { level, code } = health
  if (level === 'slate' || level === 'unstable') return 'slate'
  if (attempt > 0 && (phase === 'starting' || phase === 'queued')) return 'backoff'
  if (level === 'dark' && code !== 'no-room' && !SAID_BY_PHASE.has(phase)) return 'dark'
  return phase
}

export function needsAttention({ health }: Judged): boolean {
  return needsEye(health.level)
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
