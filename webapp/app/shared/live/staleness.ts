import type { ChannelPulse, HostPulse } from '@cashbacktv/contract'

/** An older control plane, whose connection a page of this one may have, does not say it. */
type Told<Key extends keyof HostPulse> = Partial<Pick<HostPulse, Key>>

type Loaded = { id: string; updatedAt: string; hostId: string | null; hostName: string | null }
type Known = {
  channel(id: string): Pick<ChannelPulse, 'updatedAt' | 'edition'> | undefined
  channelCount(): number
  /** Whether this channel, or without an id every channel there is, would be known. */
  covers(id?: string): boolean
  host(id: string): Told<'name'> | undefined
}

/**
 * Whether what a page was loaded with is no longer what there is. A channel that was only switched
 * is not another: `editions` remembers which edition was loaded, from when the two were seen alike.
 * One whose host was renamed is.
 */
export function isStale(
  loaded: readonly Loaded[],
  total: number | null,
  known: Known,
  editions: Map<string, string>,
): boolean {
  if (total !== null && known.covers() && known.channelCount() !== total) return true
  return loaded.some(({ id, updatedAt, hostId, hostName }) => {
    const name = hostId === null ? undefined : known.host(hostId)?.name
    if (name !== undefined && name !== hostName) return true
    const pulse = known.channel(id)
    if (!pulse) return known.covers(id)
    if (pulse.updatedAt === updatedAt) {
      editions.set(id, pulse.edition)
      return false
    }
    return editions.get(id) !== pulse.edition
  })
}

type LoadedHost = { id: string; edition: string }
type KnownHosts = {
  host(id: string): Told<'edition'> | undefined
  hostCount(): number
}

/** Whether hosts came or went, or one is not what the page was loaded with. */
export function areHostsStale(loaded: readonly LoadedHost[], known: KnownHosts): boolean {
  if (loaded.length !== known.hostCount()) return true
  return loaded.some(({ id, edition }) => {
    const host = known.host(id)
    return !host || (host.edition !== undefined && host.edition !== edition)
  })
}

type Named = { id: string; name: string }

/** Whether one of these is called otherwise, or is no more; with `all` also whether another came. */
export function areNamesStale(
  loaded: readonly Named[],
  now: readonly Named[],
  all: boolean,
): boolean {
  if (all && loaded.length !== now.length) return true
  const names = new Map(now.map(({ id, name }) => [id, name]))
  return loaded.some(({ id, name }) => names.get(id) !== name)
}
