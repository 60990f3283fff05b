import type { Api } from '../../shared/api.server.ts'
import { collatorOf } from '../../shared/domain/collate.ts'
import type { Language } from '../../shared/domain/preferences.ts'
import type { Named, Places } from './domain/named.ts'

const PAGE = 500
/** Of channels; more than an installation has. */
const MOST_PAGES = 20

/** The names of all hosts, channels and groups, sorted in the language of the page. */
export async function readPlaces(api: Api, language: Language): Promise<Places> {
  const [hosts, channels, groups] = await Promise.all([
    api.hosts.list.query(),
    readChannels(api),
    api.groups.list.query(),
  ])
  const { compare } = collatorOf(language)
  const sorted = (items: readonly Named[]) => items.toSorted((a, b) => compare(a.name, b.name))
  return {
    hosts: sorted(hosts.items.map(nameOf)),
    channels: sorted(channels),
    groups: sorted(groups.items.map(nameOf)),
  }
}

async function readChannels(api: Api): Promise<Named[]> {
  const found: Named[] = []
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { items, total } = await api.channels.list.query({ page, pageSize: PAGE })
    found.push(...items.map(nameOf))
    if (items.length === 0 || found.length >= total) break
  }
  return found
}

function nameOf({ id, name }: Named): Named {
  return { id, name }
}
