import type { ChannelId, ChannelList, ListChannelsInput } from '@cashbacktv/contract'
import type { RequestContext } from '../../context.ts'
import { mayReach, type Reach, reachOf } from '../../domain/accounts/reach.ts'
import type { ChannelEntry } from '../../domain/fleet/fleet.ts'
import { channelView } from './channel-view.ts'
import { countChannels, readPage } from './read-channels.ts'

/** A page of channels by name. The status is live and not in the database: who has it is looked up first. */
export async function listChannels(
  ctx: RequestContext,
  { page, pageSize, search, status, level, groupId }: ListChannelsInput,
): Promise<ChannelList> {
  const { channels } = await ctx.view.fresh()
  const reach = reachOf(ctx.actor)
  const isNarrow = status || level || groupId || reach.kind !== 'all'
  const among = isNarrow ? idsWith(channels.values(), { status, level, groupId }, reach) : null
  const from = (page - 1) * pageSize
  const [{ rows, sources }, total] = await Promise.all([
    readPage(ctx.db, { search, among, reach, from, most: pageSize }),
    // The database counts by reading them all, and only what is searched for has to be counted there.
    search ? countChannels(ctx.db, { search, among, reach }) : (among?.length ?? channels.size),
  ])
  const { state } = await ctx.view.fresh(rows.map(({ hostId }) => hostId))
  const items = rows.map((row) => channelView(ctx, row, sources.get(row.id) ?? [], state))
  return { items, total }
}

function idsWith(
  channels: Iterable<ChannelEntry>,
  { status, level, groupId }: Pick<ListChannelsInput, 'status' | 'level' | 'groupId'>,
  reach: Reach,
): ChannelId[] {
  const ids: ChannelId[] = []
  for (const { facts, pulse } of channels) {
    const isWanted =
      (!status || pulse.status === status) &&
      (!level || pulse.health.level === level) &&
      (!groupId || facts.groupId === groupId) &&
      mayReach(reach, facts)
    if (isWanted) ids.push(pulse.id)
  }
  return ids
}
