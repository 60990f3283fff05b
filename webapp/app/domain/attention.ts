import type { ChannelPhase, ChannelStatus, HostSample } from '@cashbacktv/contract'
import { needsAttention, presentStatus } from './channel-status.ts'

/** What needs a person's eye, worst first. Pure: the dashboard shows exactly this. */
export type AttentionItem =
  | { kind: 'channel'; id: string; severity: number; viewers: number; sinceMs: number }
  | {
      kind: 'host'
      id: string
      severity: number
      viewers: number
      sinceMs: number
      trouble: HostTrouble
      /** Channels that are unknown because this host is. */
      channels: number
      percent: number | null
    }
export type HostTrouble = 'unknown' | 'held' | 'mediaFull' | 'memoryFull' | 'diskFull'

export type WatchedChannel = {
  id: string
  status: ChannelStatus
  phase: ChannelPhase
  showing: 'nothing' | 'live' | 'slate'
  since: string
  viewers: number
  attempt?: number
  reason?: { code: string } | null
  hostId: string | null
}
export type WatchedHost = {
  id: string
  link: 'never' | 'connected' | 'unknown'
  lastSeenAt: string | null
  heldRevision: number | null
  sample: Pick<
    HostSample,
    | 'memoryTotalBytes'
    | 'memoryUsedBytes'
    | 'mediaTotalBytes'
    | 'mediaUsedBytes'
    | 'diskTotalBytes'
    | 'diskUsedBytes'
  > | null
}

const FULL_PERCENT = { media: 90, memory: 95, disk: 95 }

/**
 * Channels and hosts that are not well: the worst state first, then where more people watch, then
 * what has lasted longest. Channels that are only unknown because their host is silent are told
 * with that host, so that one lost host is one line and not fifty.
 */
export function rankAttention(
  channels: readonly WatchedChannel[],
  hosts: readonly WatchedHost[],
): AttentionItem[] {
  const silent = new Set(hosts.filter(({ link }) => link === 'unknown').map(({ id }) => id))
  const folded = (channel: WatchedChannel) =>
    channel.phase === 'unknown' && channel.hostId !== null && silent.has(channel.hostId)
  const ofChannels = channels.flatMap((channel): AttentionItem[] => {
    if (!needsAttention(channel) || folded(channel)) return []
    const { severity } = presentStatus(channel)
    const { id, viewers, since } = channel
    return [{ kind: 'channel', id, severity, viewers, sinceMs: Date.parse(since) }]
  })
  const ofHosts = hosts.flatMap((host) =>
    troublesOf(
      host,
      channels.filter((channel) => folded(channel) && channel.hostId === host.id),
    ),
  )
  return [...ofHosts, ...ofChannels].sort(
    (a, b) => a.severity - b.severity || b.viewers - a.viewers || a.sinceMs - b.sinceMs,
  )
}

function troublesOf(host: WatchedHost, unknown: readonly WatchedChannel[]): AttentionItem[] {
  const { id, link, lastSeenAt, heldRevision, sample } = host
  const item = (trouble: HostTrouble, severity: number, percent: number | null = null) => ({
    kind: 'host' as const,
    id,
    trouble,
    severity,
    percent,
    viewers: unknown.reduce((sum, { viewers }) => sum + viewers, 0),
    sinceMs: lastSeenAt ? Date.parse(lastSeenAt) : 0,
    channels: unknown.length,
  })
  const found: AttentionItem[] = []
  if (link === 'unknown') found.push(item('unknown', unknown.length > 0 ? -1 : 4))
  if (heldRevision !== null) found.push(item('held', 2.5))
  if (link !== 'connected' || !sample) return found
  const media = share(sample.mediaUsedBytes, sample.mediaTotalBytes)
  const memory = share(sample.memoryUsedBytes, sample.memoryTotalBytes)
  const disk = share(sample.diskUsedBytes, sample.diskTotalBytes)
  if (media >= FULL_PERCENT.media) found.push(item('mediaFull', 0.4, media))
  if (memory >= FULL_PERCENT.memory) found.push(item('memoryFull', 0.5, memory))
  if (disk >= FULL_PERCENT.disk) found.push(item('diskFull', 2.7, disk))
  return found
}

function share(used: number, total: number): number {
  return total > 0 ? (used / total) * 100 : 0
}
