import {
  type ChannelChange,
  type ChannelId,
  type ChannelPulse,
  type FleetTotals,
  fleetTotals,
  type LiveMessage,
  type LiveScope,
  unpackIds,
} from '@cashbacktv/contract'
import { EVERYTHING, mayReach, type Reach } from '../accounts/reach.ts'
import type { ChannelEntry, Fleet, HostEntry } from './fleet.ts'

/** A scope as it is looked at with each message. */
export type Look = Pick<LiveScope, 'channels' | 'senders' | 'samples'> & {
  figures: ReadonlySet<string>
  /** Of whom nothing else is told. */
  reach: Reach
}
export const lookOf = (
  { figures, channels, senders, samples }: LiveScope,
  reach: Reach = EVERYTHING,
): Look => ({
  channels,
  senders,
  samples,
  reach,
  figures: unpackIds(figures),
})

/** Up to where a listener knows the fleet; null knows nothing. */
export type Cursor = number | null
type Told = Omit<LiveMessage, 'at' | 'cursor' | 'totals' | 'incidents'>

/**
 * What is new to a listener since its cursor, of what its screen shows. `fresh`: it has just begun to
 * look, so the figures in its scope are told whatever it knows.
 */
export function readChanges(fleet: Fleet, look: Look, since: Cursor, fresh = false): Told {
  const whole = since === null || since < fleet.oldestSeq || since > fleet.seq
  const from = whole ? -1 : since
  const isIn = (id: string) => look.channels === 'all' || look.figures.has(id)
  const { reach } = look
  const tell = ({ facts, pulse, standingSeq, figuresSeq }: ChannelEntry): ChannelChange | null => {
    if (!isIn(pulse.id) || !mayReach(reach, facts)) return null
    if (standingSeq > from) return shown(pulse)
    if (!fresh && figuresSeq <= from) return null
    const watched = look.figures.has(pulse.id) || (look.senders && pulse.viewers > 0)
    return watched ? figuresOf(pulse) : null
  }
  const channels: ChannelChange[] = []
  for (const entry of candidates(fleet, look, from)) {
    const change = tell(entry)
    if (change) channels.push(change)
  }
  return {
    whole,
    channels,
    hosts: hostsOf(fleet, look, from),
    names: whole || fleet.namesSeq > from ? namesFor(fleet, reach) : null,
    gone: whole ? [] : goneOf(fleet, reach, from).filter(isIn),
  }
}

function namesFor({ names: { groups, presets } }: Fleet, reach: Reach): LiveMessage['names'] {
  return { groups: groups.filter(({ id }) => mayReach(reach, { groupId: id })), presets }
}

/** What was in reach and is not any more: gone, or in a group out of reach by now. */
function goneOf({ gone, channels }: Fleet, reach: Reach, from: number): ChannelId[] {
  const ids = gone.flatMap(({ id, seq, groupId }) => {
    const now = channels.get(id)
    const isStill = now !== undefined && mayReach(reach, now.facts)
    return seq > from && mayReach(reach, { groupId }) && !isStill ? [id] : []
  })
  return [...new Set(ids)]
}

/** The figures of everything in reach together; of machines as a whole, whatever they work for. */
export function totalsOf(fleet: Fleet, reach: Reach = EVERYTHING): FleetTotals {
  const pulses: ChannelPulse[] = []
  for (const { facts, pulse } of fleet.channels.values()) {
    if (mayReach(reach, facts)) pulses.push(pulse)
  }
  return fleetTotals(
    pulses,
    [...fleet.hosts.values()].map(({ pulse }) => pulse),
  )
}

/** All that may be new to a listener that knows the fleet up to there; far less than all of it, as a rule. */
function candidates(fleet: Fleet, look: Look, from: number): Iterable<ChannelEntry> {
  if (look.channels === 'one') return named(fleet, look)
  if (from < fleet.newsAfter) return fleet.channels.values()
  const found = new Set(named(fleet, look))
  for (const entry of fleet.news.values()) if (entry.standingSeq > from) found.add(entry)
  if (look.senders) for (const entry of fleet.watched) found.add(entry)
  return found
}

function named(fleet: Fleet, { figures }: Look): ChannelEntry[] {
  const entries = [...figures].map((id) => fleet.channels.get(id as ChannelPulse['id']))
  return entries.filter((entry) => entry !== undefined)
}

function hostsOf(fleet: Fleet, { samples }: Look, from: number): LiveMessage['hosts'] {
  const isNew = ({ standingSeq, reportSeq }: HostEntry) =>
    (samples ? reportSeq : standingSeq) > from || standingSeq > from
  return [...fleet.hosts.values()].filter(isNew).map(({ pulse }) => pulse)
}

/** Figures as fine as screens show them: finer ones would be news each second for nobody. */
function figuresOf(pulse: ChannelPulse) {
  return {
    id: pulse.id,
    speed: rounded(pulse.speed, 100),
    fps: rounded(pulse.fps, 10),
    cpuPercent: rounded(pulse.cpuPercent, 10),
    memoryBytes: pulse.memoryBytes === null ? null : Math.round(pulse.memoryBytes / 1e5) * 1e5,
    outputBitrateKbps: rounded(pulse.outputBitrateKbps, 1),
    loudnessLufs: pulse.loudnessLufs,
    viewers: pulse.viewers,
  }
}

function shown(pulse: ChannelPulse): ChannelPulse {
  return { ...pulse, ...figuresOf(pulse) }
}

function rounded(value: number | null, parts: number): number | null {
  return value === null ? null : Math.round(value * parts) / parts
}
