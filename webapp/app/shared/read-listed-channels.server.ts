import type { ListedChannels } from '@cashbacktv/contract'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { load } from './api.server.ts'
import { withAllBrowserAddresses } from './browser-addresses.server.ts'

/** The channels of screens that show all of them, and how many there are. */
export async function readListedChannels(
  args: LoaderFunctionArgs,
): Promise<{ channels: ListedChannels['items']; total: number }> {
  const { items, total } = await load(args, (api) => api.channels.listed.query())
  return { channels: withAllBrowserAddresses(items, args.context), total }
}
