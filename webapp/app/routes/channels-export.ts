import { type ChannelView, errorOf, messageOf } from '@cashbacktv/contract'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { csvFile } from '../features/import/csv-file.server.ts'
import { channelRows } from '../features/import/domain/channel-csv.ts'
import { type Api, load } from '../shared/api.server.ts'
import { requireOwnPage } from '../shared/own-page.server.ts'

const PAGE = 500

/** The channels as a CSV that the import reads again, with their whole addresses: for those who may have them, and written down of each. */
export async function loader(args: LoaderFunctionArgs) {
  requireOwnPage(args, '/channels/import')
  const { role } = await load(args, (api) => api.auth.me.query())
  if (role === 'viewer') {
    const needed = messageOf('role-needed', { role: messageOf('role-operator') })
    throw Response.json(errorOf('forbidden', needed), { status: 403 })
  }
  const channels = await load(args, allChannels)
  const names = await load(args, namesOf)
  return csvFile(args.request, 'channels.csv', channelRows(channels, names))
}

async function allChannels(api: Api): Promise<ChannelView[]> {
  const channels: ChannelView[] = []
  for (let page = 1; ; page += 1) {
    const { items, total } = await api.channels.list.query({ page, pageSize: PAGE })
    channels.push(...(await whole(api, items)))
    if (items.length < PAGE || channels.length >= total) return channels
  }
}

async function whole(api: Api, channels: ChannelView[]): Promise<ChannelView[]> {
  if (channels.length === 0) return []
  const { items } = await api.sources.revealMany.mutate({ ids: channels.map(({ id }) => id) })
  const sources = new Map(items.map((item) => [item.id, item.sources]))
  return channels.map((channel) => ({ ...channel, sources: sources.get(channel.id) ?? [] }))
}

async function namesOf(api: Api): Promise<Map<string, string>> {
  const lists = await Promise.all([api.hosts.list.query(), api.groups.list.query()])
  return new Map(lists.flatMap(({ items }) => items.map(({ id, name }) => [id, name] as const)))
}
