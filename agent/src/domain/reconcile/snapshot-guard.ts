import { type ChannelId, HostSettings, type KnownDesired } from '@cashbacktv/contract'

/**
 * A snapshot that would silence many channels nobody named is more likely a fault (a restored
 * database, a wrong tenant) than a wish. It is held until a person confirms it or a better one
 * comes; channels that were switched off or removed by name always stop.
 */
export type GuardVerdict =
  | { kind: 'accept' }
  | { kind: 'older' }
  | { kind: 'hold'; stops: number; running: number }

export function guardSnapshot(
  current: KnownDesired | null,
  next: KnownDesired,
  running: ReadonlySet<ChannelId>,
): GuardVerdict {
  if (current !== null && next.revision < current.revision) return { kind: 'older' }
  if (next.confirmed || running.size === 0) return { kind: 'accept' }
  const named = new Set<ChannelId>(next.removed)
  for (const channel of [...next.channels, ...(next.unread ?? [])]) named.add(channel.id)
  const vanished = [...running].filter((id) => !named.has(id)).length
  const share = (current?.settings ?? HostSettings.parse({})).maxStopShare
  if (vanished === 0 || vanished / running.size <= share) return { kind: 'accept' }
  return { kind: 'hold', stops: vanished, running: running.size }
}
