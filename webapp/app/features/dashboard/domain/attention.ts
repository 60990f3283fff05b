import {
  type ChannelHealth,
  type HealthLevel,
  type HostHealth,
  type HostTrouble,
  type HostTroubleCode,
  healthRank,
} from '@cashbacktv/contract'
import { needsAttention } from '../../channel/domain/channel-status.ts'

/** What needs a person's eye, worst first. Pure: the dashboard shows exactly this. */
export type AttentionItem = {
  id: string
  level: HealthLevel
  viewers: number
  sinceMs: number
} & (
  | { kind: 'channel' }
  | {
      kind: 'host'
      trouble: HostTroubleCode
      /** Channels that are as they are because of it. */
      channels: number
      percent: number | null
    }
)

export type WatchedChannel = {
  id: string
  health: ChannelHealth
  viewers: number
  hostId: string | null
}
export type WatchedHost = {
  id: string
  link: 'never' | 'connected' | 'unknown'
  health: HostHealth
}

/** Troubles of a host that are told once and not for each of its channels. */
const FOLDED: Partial<Record<HostTroubleCode, ChannelHealth['code']>> = {
  silent: 'host-silent',
  originAway: 'origin-away',
}

/**
 * Channels and hosts that are not well: the worst level first, then where more people watch, then
 * what has lasted longest. Channels that are not well only because their host is silent, or its
 * origin away, are told with that host: one lost host is one line and not fifty.
 */
export function rankAttention(
  channels: readonly WatchedChannel[],
  hosts: readonly WatchedHost[],
): AttentionItem[] {
  const told = new Set<WatchedChannel>()
  const ofHosts = hosts.flatMap(({ id, health }) =>
    health.troubles.map((trouble) => {
      const folded = channels.filter((channel) => channel.hostId === id && isOf(trouble, channel))
      for (const channel of folded) told.add(channel)
      return itemOf(id, trouble, folded)
    }),
  )
  const ofChannels = channels
    .filter((channel) => needsAttention(channel) && !told.has(channel))
    .map(({ id, viewers, health: { level, since } }): AttentionItem => {
      return { kind: 'channel', id, level, viewers, sinceMs: Date.parse(since) }
    })
  return [...ofHosts, ...ofChannels].sort(
    (a, b) =>
      healthRank(b.level) - healthRank(a.level) || b.viewers - a.viewers || a.sinceMs - b.sinceMs,
  )
}

function isOf({ code }: HostTrouble, { health }: WatchedChannel): boolean {
  return FOLDED[code] === health.code
}

function itemOf(
  id: string,
  { code, level, percent, since }: HostTrouble,
  folded: readonly WatchedChannel[],
): AttentionItem {
  const viewers = folded.reduce((sum, channel) => sum + channel.viewers, 0)
  const sinceMs = since ? Date.parse(since) : 0
  return {
    kind: 'host',
    id,
    level,
    viewers,
    sinceMs,
    trouble: code,
    channels: folded.length,
    percent,
  }
}
