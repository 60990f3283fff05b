import type { ChannelGroupView } from '@cashbacktv/contract'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { load } from '../../shared/api.server.ts'

/** The groups that somebody may narrow a page to. */
export async function readFilterGroups(
  args: LoaderFunctionArgs,
): Promise<Pick<ChannelGroupView, 'id' | 'name'>[]> {
  const { items } = await load(args, (api) => api.groups.list.query())
  return items.map(({ id, name }) => ({ id, name }))
}
