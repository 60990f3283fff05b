import type { ChannelId, ChannelPulse, Reason } from '@cashbacktv/contract'
import { isSameFigures, isSameStanding } from '@cashbacktv/contract/same-pulse'
import { channelPulse } from './channel-pulse.ts'
import type { ChannelFacts, Fleet } from './fleet.ts'
import { healthOf, observationOf, statusOf } from './live-state.ts'
import { markNews, markWatched } from './mark-news.ts'

/** The one place where what screens show of a channel is derived, its verdict included. */
export function deriveChannel(
  { state }: Fleet,
  facts: ChannelFacts,
  at: Date,
  shortage?: Reason | null,
): ChannelPulse {
  const status = statusOf(state, facts, shortage)
  const health = healthOf(state, facts, status, at)
  return channelPulse(facts, status, health, observationOf(state, facts))
}

/** Derives a channel anew and marks what is other than before. */
export function judgeChannel(
  fleet: Fleet,
  id: ChannelId,
  at: Date,
  shortage?: Reason | null,
): void {
  const entry = fleet.channels.get(id)
  if (!entry) return
  const next = deriveChannel(fleet, entry.facts, at, shortage)
  const stands = isSameStanding(entry.pulse, next)
  if (stands && isSameFigures(entry.pulse, next)) return
  entry.figuresSeq = fleet.seq
  entry.pulse = next
  if (!stands) markNews(fleet, entry)
  markWatched(fleet, entry)
}
