import type { ChannelId, ChannelView } from '@cashbacktv/contract'
import type { RequestContext } from '../../context.ts'
import { channelView } from './channel-view.ts'
import { readSources, requireChannel } from './read-channels.ts'

/** @throws DomainError `not_found` */
export async function getChannel(
  ctx: RequestContext,
  { id }: { id: ChannelId },
): Promise<ChannelView> {
  const [row, sources] = await Promise.all([requireChannel(ctx.db, id), readSources(ctx.db, [id])])
  const { state } = await ctx.view.fresh([row.hostId])
  return channelView(ctx, row, sources.get(id) ?? [], state)
}
