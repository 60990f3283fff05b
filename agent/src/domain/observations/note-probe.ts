import { noteProbe as sourcesProbed } from '../sources/sources.ts'
import type { Known, Noted } from './note-observations.ts'
import type { Observation } from './observation.ts'

type Probed = Extract<Observation, { kind: 'probed' }>

/** How long the first source of a channel has been good is what brings the channel back to it. */
export function noteProbe(
  { world: { channels } }: Known,
  { channelId, isGood, at }: Probed,
): Noted {
  const memory = channels.get(channelId)
  if (memory === undefined || memory.sources === null) return {}
  const sources = sourcesProbed(memory.sources, isGood, at)
  return { channels: [[channelId, { ...memory, sources }]] }
}
