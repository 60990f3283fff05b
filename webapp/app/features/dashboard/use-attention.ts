import type { HostView, ListedChannel } from '@cashbacktv/contract'
import { useMemo, useSyncExternalStore } from 'react'
import { pulseStore } from '../../shared/live/use-live.ts'
import {
  type AttentionItem,
  rankAttention,
  type WatchedChannel,
  type WatchedHost,
} from './domain/attention.ts'
import { type Health, systemHealth } from './domain/system-health.ts'

/** What needs attention now, ranked anew when something comes, goes or changes, not with every figure. */
export function useAttention(
  channels: readonly ListedChannel[],
  hosts: readonly HostView[],
): { items: AttentionItem[]; health: Health } {
  const key = useSyncExternalStore(
    pulseStore.subscribePulse,
    () => keyOf(assess(channels, hosts)),
    () => keyOf(assess(channels, hosts)),
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says when the store has news
  return useMemo(() => assess(channels, hosts), [channels, hosts, key])
}

function assess(channels: readonly ListedChannel[], hosts: readonly HostView[]) {
  const seen = channels.map(({ id, hostId, ...loaded }): WatchedChannel => {
    const { health, viewers } = pulseStore.channel(id) ?? loaded
    return { id, health, viewers, hostId }
  })
  const machines = hosts.map(({ id, ...loaded }): WatchedHost => {
    const { link, health } = pulseStore.host(id) ?? loaded
    return { id, link, health }
  })
  return { items: rankAttention(seen, machines), health: systemHealth(seen, machines) }
}

function keyOf({ items, health }: ReturnType<typeof assess>): string {
  const lines = items.map((item) =>
    item.kind === 'channel'
      ? item.id
      : `${item.id} ${item.trouble} ${item.channels} ${Math.round(item.percent ?? 0)}`,
  )
  const reasons = health.reasons.map(({ key, count }) => `${key} ${count}`)
  return [...reasons, ...lines].join('\n')
}
