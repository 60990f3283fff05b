import { type ChannelStatus, healthRank } from '@cashbacktv/contract'
import { collatorOf } from '../../../shared/domain/collate.ts'
import { fold } from '../../../shared/domain/fold.ts'
import { type Judged, needsAttention } from '../../channel/domain/channel-status.ts'

export const LIST_VIEWS = ['grid', 'list'] as const
export const LIST_ORDERS = ['worst', 'name', 'viewers', 'speed', 'cpu'] as const
export const LIST_FILTERS = ['all', 'attention', 'running', 'stopped'] as const

/** What the address of the channel list says about how it is shown. */
export type ListQuery = {
  view: (typeof LIST_VIEWS)[number]
  order: (typeof LIST_ORDERS)[number]
  filter: (typeof LIST_FILTERS)[number]
  search: string
  /** The other way round. */
  reversed: boolean
}

export type Listed = Judged & {
  id: string
  name: string
  slug: string
  status: ChannelStatus
  viewers?: number
  speed?: number | null
  cpuPercent?: number | null
}

/** Reads the query of an address; what it does not know falls back to the default. */
export function readListQuery(params: URLSearchParams): ListQuery {
  return {
    view: oneOf(LIST_VIEWS, params.get('view')),
    order: oneOf(LIST_ORDERS, params.get('order')),
    filter: oneOf(LIST_FILTERS, params.get('filter')),
    search: (params.get('search') ?? '').slice(0, 200),
    reversed: params.get('reversed') === '1',
  }
}

/** The channels the query asks for, in its order; names in that of the language. */
export function selectChannels<C extends Listed>(
  channels: readonly C[],
  query: ListQuery,
  language: string,
): C[] {
  const words = fold(query.search).split(/\s+/).filter(Boolean)
  const sorted = channels
    .filter((channel) => matchesFilter(channel, query.filter) && matchesWords(channel, words))
    .toSorted(ORDERS[query.order](collatorOf(language)))
  return query.reversed ? sorted.reverse() : sorted
}

/** The address that a heading of the list leads to: sorted by it, and the other way when it is already. */
export function orderAddress(params: URLSearchParams, order: ListQuery['order']): string {
  const { order: now, reversed } = readListQuery(params)
  const next = new URLSearchParams(params)
  next.set('order', order)
  if (now === order && !reversed) next.set('reversed', '1')
  else next.delete('reversed')
  return `?${next}`
}

function matchesFilter(channel: Listed, filter: ListQuery['filter']): boolean {
  switch (filter) {
    case 'all':
      return true
    case 'attention':
      return needsAttention(channel)
    case 'running':
      return channel.status === 'running'
    case 'stopped':
      return channel.status === 'stopped'
  }
}

function matchesWords(channel: Listed, words: string[]): boolean {
  const text = fold(`${channel.name} ${channel.slug}`)
  return words.every((word) => text.includes(word))
}

type Compare = (a: Listed, b: Listed) => number

function byName({ compare }: Intl.Collator): Compare {
  return (a, b) => compare(a.name, b.name)
}

function by(figure: (channel: Listed) => number): (names: Intl.Collator) => Compare {
  return (names) => {
    const then = byName(names)
    return (a, b) => figure(a) - figure(b) || then(a, b)
  }
}

const ORDERS: Record<ListQuery['order'], (names: Intl.Collator) => Compare> = {
  worst: by(({ health }) => -healthRank(health.level)),
  name: byName,
  viewers: by(({ viewers }) => -(viewers ?? 0)),
  cpu: by(({ cpuPercent }) => -(cpuPercent ?? -1)),
  // What does not run has no speed and comes last.
  speed: by(({ speed }) => speed ?? 1e9),
}

function oneOf<T extends string>(options: readonly [T, ...T[]], value: string | null): T {
  return options.find((option) => option === value) ?? options[0]
}
