import type { LoaderFunctionArgs } from '@remix-run/node'
import { load } from './api.server.ts'
import { withBrowserAddresses } from './browser-addresses.server.ts'
import { type ListedChannel, listedChannel } from './listed-channel.ts'

/** So many are shown at once. */
const MOST = 500

/** The channels of screens that show all of them, and how many there are. */
export async function readListedChannels(
  args: LoaderFunctionArgs,
): Promise<{ channels: ListedChannel[]; total: number }> {
  const { items, total } = await load(args, (api) =>
    api.channels.list.query({ page: 1, pageSize: MOST }),
  )
  const channels = items.map((channel) =>
    listedChannel(withBrowserAddresses(channel, args.context)),
  )
  return { channels, total }
}
