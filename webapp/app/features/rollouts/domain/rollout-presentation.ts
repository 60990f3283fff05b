import type { RolloutChannelState, RolloutSummary, RolloutView } from '@cashbacktv/contract'
import type { Shape, Tone } from '../../channel/domain/channel-status.ts'

export type RolloutIntent = 'pause' | 'resume' | 'undo'

/** What a person can sensibly ask of a roll-out in this state. */
export function rolloutIntents({
  state,
  direction,
  counts,
}: Pick<RolloutSummary, 'state' | 'direction' | 'counts'>): RolloutIntent[] {
  const intents: RolloutIntent[] = []
  if (state === 'running') intents.push('pause')
  if (state === 'paused' || state === 'stopped') intents.push('resume')
  const touched = counts.done + counts.failed + counts.changing
  if (direction === 'forward' && (touched > 0 || state !== 'finished')) intents.push('undo')
  return intents
}

/** Tone and shape of a roll-out; its word is `rollout.state` or, on the way back, `rollout.back`. */
export function presentRollout({ state }: Pick<RolloutSummary, 'state'>): {
  tone: Tone
  shape: Shape
} {
  switch (state) {
    case 'running':
      return { tone: 'busy', shape: 'half' }
    case 'paused':
      return { tone: 'warning', shape: 'triangle' }
    case 'stopped':
      return { tone: 'bad', shape: 'diamond' }
    case 'finished':
      return { tone: 'good', shape: 'disc' }
  }
}

export const CHANNEL_MARKS: Record<RolloutChannelState, { tone: Tone; shape: Shape }> = {
  waiting: { tone: 'off', shape: 'ring' },
  changing: { tone: 'busy', shape: 'half' },
  done: { tone: 'good', shape: 'disc' },
  failed: { tone: 'bad', shape: 'diamond' },
  untouched: { tone: 'off', shape: 'ring' },
  skipped: { tone: 'warning', shape: 'triangle' },
}

/** Channels that have come to their end, of those the roll-out is about. */
export function rolloutProgress({ counts }: Pick<RolloutSummary, 'counts'>): {
  settled: number
  total: number
} {
  const settled = counts.done + counts.failed + counts.skipped
  return { settled, total: settled + counts.waiting + counts.changing }
}

type Part = RolloutView['channels'][number]
export type Wave<P> = { number: number; channels: P[] }

/** The channels by wave, those an undo has nothing to do with apart, as wave 0 at the end. */
export function wavesOf<P extends Pick<Part, 'wave' | 'state'>>({
  channels,
}: {
  channels: readonly P[]
}): Wave<P>[] {
  const waves = new Map<number, P[]>()
  for (const channel of channels) {
    const number = channel.state === 'untouched' ? 0 : channel.wave
    waves.set(number, [...(waves.get(number) ?? []), channel])
  }
  return [...waves]
    .map(([number, those]) => ({ number, channels: those }))
    .sort((a, b) => (a.number || 1e9) - (b.number || 1e9))
}
