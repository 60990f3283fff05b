import type { ChannelId, HostId, QualitySchedule } from '@cashbacktv/contract'
import type { ChannelEntry, Fleet, HostEntry } from './fleet/fleet.ts'
import type { HostNow } from './fleet/live-state.ts'
import { occurrences } from './recordings/plan-occurrences.ts'

/** Whose turn it is to be measured. */
export type Turn = { hostId: HostId; channelId: ChannelId }

export type Turns = {
  /** When the window began in which a channel was tried last, in milliseconds since 1970. */
  tried: ReadonlyMap<ChannelId, number>
  /** Hosts that are measuring. */
  measuring: ReadonlySet<HostId>
}

/** What measures takes what is left over: with less than a quarter of the CPU left nothing is. */
const BUSY_PERCENT = 75

/** When the window began that is now, in milliseconds since 1970; null while nothing is to be measured. */
export function windowAt(schedule: QualitySchedule, now: Date): number | null {
  if (!schedule.enabled) return null
  const [window] = occurrences(schedule, now, new Date(now.getTime() + 1)).reverse()
  return window?.startsAt.getTime() ?? null
}

/**
 * One channel at most of each host that can spare the CPU: of those that are encoded and well, and
 * that were neither measured nor tried in this window, the one whose measurement is the oldest.
 */
export function nextTurns(
  fleet: Pick<Fleet, 'channels' | 'hosts' | 'state'>,
  window: number,
  { tried, measuring }: Turns,
): Turn[] {
  return [...fleet.hosts.values()].flatMap((host) => {
    const hostId = host.facts.id
    const now = fleet.state.get(hostId)
    if (!now || measuring.has(hostId) || !isAtEase(host, now)) return []
    const waiting = [...host.channels].flatMap((channelId) => {
      if ((tried.get(channelId) ?? -1) >= window) return []
      const measuredAt = measurableSince(fleet.channels.get(channelId), now)
      return measuredAt === null || measuredAt >= window ? [] : [{ channelId, measuredAt }]
    })
    const [next] = waiting.sort((a, b) => {
      return a.measuredAt - b.measuredAt || (a.channelId < b.channelId ? -1 : 1)
    })
    return next ? [{ hostId, channelId: next.channelId }] : []
  })
}

/** Nothing is wrong with a host, no channel waits or is being started there, and not all of its CPU is taken. */
function isAtEase({ pulse }: HostEntry, { link, report }: HostNow): boolean {
  if (link !== 'connected' || pulse.health.level !== 'well' || !report?.sample) return false
  const { cpuPercent, load1, coresPercent } = report.sample
  if (cpuPercent >= BUSY_PERCENT || load1 >= coresPercent.length) return false
  return report.channels.every(({ state }) => state !== 'queued' && state !== 'starting')
}

/** When a channel was measured last, 0 for never; null where it cannot be measured now. */
function measurableSince(channel: ChannelEntry | undefined, now: HostNow): number | null {
  if (!channel) return null
  const { health, phase, id } = channel.pulse
  if (health.level !== 'well' || phase !== 'running') return null
  const quality = now.observations.get(id)?.quality
  if (!quality || quality.none === 'copied') return null
  return quality.measured ? Date.parse(quality.measured.at) : 0
}
