import type { ChannelId, ChannelList, ChannelStatus, ListChannelsInput } from '@cashbacktv/contract'
import type { RequestContext } from '../../context.ts'
import { channelView } from './channel-view.ts'
import { readPage, readSources } from './read-channels.ts'

/** A page of channels by name. The status is live and not in the database: who has it is looked up first. */
export async function listChannels(
  ctx: RequestContext,
  { page, pageSize, search, status }: ListChannelsInput,
): Promise<ChannelList> {
  const among = status ? await idsWith(ctx, status) : null
  const from = (page - 1) * pageSize
  const { rows, total } = await readPage(ctx.db, { search, among, from, most: pageSize })
  const [sources, { state }] = await Promise.all([
    readSources(
      ctx.db,
      rows.map(({ id }) => id),
    ),
    ctx.view.fresh(rows.map(({ hostId }) => hostId)),
  ])
  const items = rows.map((row) => channelView(ctx, row, sources.get(row.id) ?? [], state))
  return { items, total }
}

async function idsWith({ view }: RequestContext, status: ChannelStatus): Promise<ChannelId[]> {
  const { channels } = await view.fresh()
  return [...channels.values()].flatMap(({ pulse }) => (pulse.status === status ? pulse.id : []))
}
