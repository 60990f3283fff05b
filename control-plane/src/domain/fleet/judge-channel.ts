import type { ChannelId, ChannelPulse } from '@cashbacktv/contract'
import { channelPulse, isSameFigures, isSameStanding } from './channel-pulse.ts'
import type { ChannelFacts, Fleet } from './fleet.ts'
import { observationOf, statusOf } from './live-state.ts'

/** The one place where what screens show of a channel is derived: its verdict belongs here too. */
export function deriveChannel(
  { state }: Fleet,
  facts: ChannelFacts,
  updatedAtIso: string,
): ChannelPulse {
  const stored = { id: facts.id, edition: facts.edition, updatedAtIso }
  return channelPulse(stored, statusOf(state, facts), observationOf(state, facts))
}

/** Derives a channel anew and marks what is other than before. */
export function judgeChannel(fleet: Fleet, id: ChannelId): void {
  const entry = fleet.channels.get(id)
  if (!entry) return
  const next = deriveChannel(fleet, entry.facts, entry.updatedAtIso)
  const stands = isSameStanding(entry.pulse, next)
  if (stands && isSameFigures(entry.pulse, next)) return
  if (!stands) entry.standingSeq = fleet.seq
  entry.figuresSeq = fleet.seq
  entry.pulse = next
}
