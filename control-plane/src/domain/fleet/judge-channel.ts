import type { ChannelId, ChannelPulse } from '@cashbacktv/contract'
import { channelPulse, isSameFigures, isSameStanding } from './channel-pulse.ts'
import type { ChannelFacts, Fleet } from './fleet.ts'
import { observationOf, standingOf } from './live-state.ts'

/** The one place where what screens show of a channel is derived, its verdict included. */
export function deriveChannel(
  { state }: Fleet,
  facts: ChannelFacts,
  updatedAtIso: string,
  at: Date,
): ChannelPulse {
  const stored = { id: facts.id, edition: facts.edition, updatedAtIso }
  return channelPulse(stored, standingOf(state, facts, at), observationOf(state, facts))
}

/** Derives a channel anew and marks what is other than before. */
export function judgeChannel(fleet: Fleet, id: ChannelId, at: Date): void {
  const entry = fleet.channels.get(id)
  if (!entry) return
  const next = deriveChannel(fleet, entry.facts, entry.updatedAtIso, at)
  const stands = isSameStanding(entry.pulse, next)
  if (stands && isSameFigures(entry.pulse, next)) return
  if (!stands) entry.standingSeq = fleet.seq
  entry.figuresSeq = fleet.seq
  entry.pulse = next
}
