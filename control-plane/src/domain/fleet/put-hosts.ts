import type { ChannelId, HostId, HostReport } from '@cashbacktv/contract'
import { twoAgentsSince } from '../agents-heard.ts'
import { lastWord, linkOf } from '../host-silence.ts'
import { countAir } from './count-air.ts'
import type { Fleet, HostEntry, HostFacts } from './fleet.ts'
import { hostPulse, isSameHost } from './host-pulse.ts'
import { judgeChannel } from './judge-channel.ts'
import { type HostNow, shortageOf } from './live-state.ts'

/** Takes facts of hosts in. Those of `asked` that are not among the rows are no more. */
export function putHosts(
  fleet: Fleet,
  rows: readonly HostFacts[],
  asked: Iterable<HostId>,
  at: Date,
): void {
  const there = new Set(rows.map(({ id }) => id))
  for (const id of asked) if (!there.has(id)) removeHost(fleet, id)
  for (const facts of rows) {
    const entry = fleet.hosts.get(facts.id) ?? takeIn(fleet, facts, at)
    entry.facts = facts
    judgeHost(fleet, entry, at, true)
  }
}

/** The newest word of a host. One of a host that is not known yet is kept until it is. */
export function putReport(fleet: Fleet, report: HostReport, at: Date): void {
  fleet.reports.set(report.hostId, report)
  const entry = fleet.hosts.get(report.hostId)
  if (!entry) return
  judgeHost(fleet, entry, at, true)
  countAir(fleet, entry, at)
  entry.reportSeq = fleet.seq
}

/** To be called each second: notices silence, and what is to be said of channels without a host. */
export function tick(fleet: Fleet, at: Date): void {
  for (const entry of fleet.hosts.values()) judgeHost(fleet, entry, at, false)
  if (fleet.unplaced.size === 0) return
  const shortage = shortageOf(fleet.state)
  for (const id of fleet.unplaced) judgeChannel(fleet, id, at, shortage)
}

/** Derives a host anew, and its channels where they may be others than before. */
function judgeHost(fleet: Fleet, entry: HostEntry, at: Date, hasNews: boolean): void {
  const { id } = entry.facts
  const before = fleet.state.get(id)
  const now = hostNow(fleet, entry.facts, at, hasNews ? undefined : before)
  fleet.state.set(id, now)
  const pulse = hostPulse(entry.facts, now, entry.channels.size)
  if (!isSameHost(entry.pulse, pulse)) entry.standingSeq = fleet.seq
  entry.pulse = pulse
  const isAsBefore = !hasNews && now.link === before?.link
  // The next report is news.
  if (isAsBefore && now.link === 'connected') return
  for (const channelId of entry.channels) {
    // Of one that is silent only schedules go on: thousands may be.
    if (isAsBefore && fleet.channels.get(channelId)?.facts.schedule === null) continue
    judgeChannel(fleet, channelId, at)
  }
}

function takeIn(fleet: Fleet, facts: HostFacts, at: Date): HostEntry {
  const now = hostNow(fleet, facts, at)
  const channels = new Set<ChannelId>()
  // Its channels may have been read before it was.
  for (const id of fleet.unplaced) {
    if (fleet.channels.get(id)?.facts.hostId === facts.id) channels.add(id)
  }
  for (const id of channels) fleet.unplaced.delete(id)
  const { seq } = fleet
  const pulse = hostPulse(facts, now, channels.size)
  const seqs = { standingSeq: seq, reportSeq: seq }
  const entry: HostEntry = { facts, pulse, channels, ...seqs, countedAt: null }
  fleet.hosts.set(facts.id, entry)
  return entry
}

function removeHost(fleet: Fleet, id: HostId): void {
  for (const channelId of fleet.hosts.get(id)?.channels ?? []) fleet.unplaced.add(channelId)
  fleet.hosts.delete(id)
  fleet.state.delete(id)
  fleet.reports.delete(id)
  // Hosts go so rarely that every listener starts anew.
  fleet.seq += 1
  fleet.oldestSeq = fleet.seq
}

function hostNow(fleet: Fleet, facts: HostFacts, at: Date, before?: HostNow): HostNow {
  const report = fleet.reports.get(facts.id)
  const heard = lastWord(facts.lastSeenAt, report)
  const { name, draining, addresses, isAwareOfHevc } = facts
  return {
    name,
    draining,
    ...addresses,
    isAwareOfHevc,
    twoAgentsSince: twoAgentsSince(facts.agentsHeard, at),
    link: linkOf(heard, at),
    lastSeenAt: heard?.toISOString() ?? null,
    current: (report?.appliedRevision ?? -1) >= facts.desiredRevision,
    heardAt: report?.at ?? null,
    origin: report?.origin ?? null,
    report: report ?? null,
    observations:
      before?.observations ?? new Map(report?.channels.map((seen) => [seen.channelId, seen])),
  }
}
