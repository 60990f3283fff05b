import type { ChannelId, SlateObservation } from '@cashbacktv/contract'
import type { HostMemory } from '../observations/observation.ts'
import type { Lasting } from './air-turns.ts'

export const RECENT_MS = 600_000
/** More of them say nothing new. */
const MOST = 20

/** When slates of a channel began within the last ten minutes, by the wall clock. */
export type RecentSlates = ReadonlyMap<ChannelId, readonly number[]>

/** With those that begin now and without those that are long over. */
export function addSlates(
  before: RecentSlates,
  begun: readonly ChannelId[],
  wall: number,
): RecentSlates {
  const isOld = (instants: readonly number[]) => wall - (instants[0] ?? wall) >= RECENT_MS
  if (begun.length === 0 && ![...before.values()].some(isOld)) return before
  const after = new Map<ChannelId, readonly number[]>()
  for (const [id, instants] of before) {
    const kept = instants.filter((at) => wall - at < RECENT_MS)
    if (kept.length > 0) after.set(id, kept)
  }
  for (const id of begun) after.set(id, [...(after.get(id) ?? []), wall].slice(-MOST))
  return after
}

/** As it is reported; nothing where there were none. */
export function slatesOf(
  { slates, recentSlates }: Pick<HostMemory, 'recentSlates'> & { slates: Lasting },
  channelId: ChannelId,
  wall: number,
): { slates?: SlateObservation } {
  const recent = (recentSlates.get(channelId) ?? []).filter((at) => wall - at < RECENT_MS)
  const since = slates.get(channelId)
  if (since === undefined && recent.length === 0) return {}
  return {
    slates: {
      since: instant(since),
      recent: recent.length,
      recentSince: instant(recent[0]),
    },
  }
}

function instant(wall: number | undefined): string | null {
  return wall === undefined ? null : new Date(wall).toISOString()
}
