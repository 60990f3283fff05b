import type { ChannelId, HostId } from '@cashbacktv/contract'
import type { FleetContext } from '../../context.ts'
import { place } from '../../domain/channels/placement.ts'
import { type Verb, wishOf } from '../../domain/channels/plan-verb.ts'
import { type Given, openRooms } from '../hosts/place-channel.ts'
import { readSources } from './read-channels.ts'
import type { Subject } from './read-subjects.ts'

/**
 * The hosts for those of the channels that need one, or may start on another one; null where none
 * has room. Each sees what the ones before it are given.
 */
export async function placeTogether(
  ctx: FleetContext,
  verb: Verb,
  subjects: readonly Subject[],
): Promise<Map<ChannelId, HostId | null>> {
  const found = new Map<ChannelId, HostId | null>()
  const wishes = subjects.flatMap((channel) => {
    const wish = wishOf(verb, channel)
    return wish ? [{ channel, wish }] : []
  })
  if (wishes.length === 0) return found
  const ids = wishes.map(({ channel }) => channel.id)
  const sources = await readSources(ctx.db, ids)
  const rooms = await openRooms(ctx, true)
  const given: Given[] = []
  for (const { channel, wish } of wishes) {
    const { id, output, layers, on } = channel
    const isOff = (verb.kind === 'restore' || verb.kind === 'move') && !on
    const load = isOff ? null : { output, layers, sourceUrl: sources.get(id)?.[0]?.url ?? '' }
    const placement = place(wish, rooms(load, given))
    const hostId = placement.kind === 'placed' ? placement.hostId : null
    if (hostId) given.push({ hostId, load })
    found.set(id, hostId)
  }
  return found
}
