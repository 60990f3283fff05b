import type { ChannelId, ChannelView } from '@cashbacktv/contract'
import type { RequestContext } from '../../context.ts'
import { channelView } from './channel-view.ts'
import { readLiveState } from './live-state.ts'
import { readSources, requireChannel } from './read-channels.ts'

/** @throws DomainError `not_found` */
export async function getChannel(
  ctx: RequestContext,
  { id }: { id: ChannelId },
): Promise<ChannelView> {
  const [row, sources, state] = await Promise.all([
    requireChannel(ctx.db, id),
    readSources(ctx.db, [id]),
    readLiveState(ctx),
  ])
  return channelView(ctx, row, sources.get(id) ?? [], state)
}
