import type { ChannelList, ListChannelsInput } from '@cashbacktv/contract'
import type { RequestContext } from '../../context.ts'
import { channelView } from './channel-view.ts'
import { readLiveState, statusOf } from './live-state.ts'
import { readChannels, readSources } from './read-channels.ts'

/** A page of channels by name. The status is live and not in the database, so it is filtered here. */
export async function listChannels(
  ctx: RequestContext,
  input: ListChannelsInput,
): Promise<ChannelList> {
  const [rows, state] = await Promise.all([
    readChannels(ctx.db, { search: input.search }),
    readLiveState(ctx),
  ])
  const wanted = input.status
    ? rows.filter((row) => statusOf(state, row).status === input.status)
    : rows
  const from = (input.page - 1) * input.pageSize
  const page = wanted.slice(from, from + input.pageSize)
  const ids = page.map(({ id }) => id)
  const sources = await readSources(ctx.db, ids)
  return {
    items: page.map((row) => channelView(ctx, row, sources.get(row.id) ?? [], state)),
    total: wanted.length,
  }
}
