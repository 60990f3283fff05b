import type { ChannelId, HostId } from '@cashbacktv/contract'
import { emptyAirCount } from './count-air.ts'
import type { ChannelEntry, ChannelFacts, Fleet } from './fleet.ts'
import { deriveChannel, judgeChannel } from './judge-channel.ts'
import { markNews, markWatched } from './mark-news.ts'

const MOST_GONE = 1000

/** Takes facts of channels in: those of `asked` that are not among the rows are no more. */
export function putChannels(
  fleet: Fleet,
  rows: readonly ChannelFacts[],
  asked: Iterable<ChannelId>,
  at: Date,
): void {
  const there = new Set(rows.map(({ id }) => id))
  for (const id of asked) if (!there.has(id)) removeChannel(fleet, id)
  for (const facts of rows) putChannel(fleet, facts, at)
}

function putChannel(fleet: Fleet, facts: ChannelFacts, at: Date): void {
  const { channels, seq } = fleet
  const { id } = facts
  const known = channels.get(id)
  if (known) placeOf(fleet, known.facts.hostId).delete(id)
  placeOf(fleet, facts.hostId).add(id)
  if (known) noteCount(fleet, known.facts.hostId)
  noteCount(fleet, facts.hostId)
  if (known?.facts.name !== facts.name) fleet.byName = null
  if (known) {
    if (known.facts.groupId !== facts.groupId) {
      // Who reaches only the group that it left has to be told, and who reaches the other one all of it.
      noteGone(fleet, known.facts)
      markNews(fleet, known)
    }
    known.facts = facts
    judgeChannel(fleet, id, at)
    return
  }
  const pulse = deriveChannel(fleet, facts, at)
  const seqs = { standingSeq: seq, figuresSeq: seq }
  const entry: ChannelEntry = { facts, pulse, ...seqs, air: emptyAirCount() }
  channels.set(id, entry)
  markNews(fleet, entry)
  markWatched(fleet, entry)
}

function removeChannel(fleet: Fleet, id: ChannelId): void {
  const known = fleet.channels.get(id)
  if (!known) return
  placeOf(fleet, known.facts.hostId).delete(id)
  noteCount(fleet, known.facts.hostId)
  fleet.channels.delete(id)
  fleet.byName = null
  fleet.news.delete(id)
  fleet.watched.delete(known)
  noteGone(fleet, known.facts)
}

function noteGone(fleet: Fleet, { id, groupId }: ChannelFacts): void {
  fleet.gone.push({ id, seq: fleet.seq, groupId })
  if (fleet.gone.length > MOST_GONE) fleet.oldestSeq = fleet.gone.shift()?.seq ?? fleet.oldestSeq
}

/** How many channels a host has is told with its pulse. */
function noteCount({ hosts, seq }: Fleet, hostId: HostId | null): void {
  const entry = hostId && hosts.get(hostId)
  if (!entry || entry.pulse.channels === entry.channels.size) return
  entry.pulse = { ...entry.pulse, channels: entry.channels.size }
  entry.standingSeq = seq
}

function placeOf({ hosts, unplaced }: Fleet, hostId: HostId | null): Set<ChannelId> {
  return (hostId && hosts.get(hostId)?.channels) || unplaced
}
