import type { ChannelPhase, ChannelStatus } from '@cashbacktv/contract'
import { presentStatus } from './channel-status.ts'

export const LIST_VIEWS = ['grid', 'list'] as const
export const LIST_ORDERS = ['worst', 'name'] as const
export const LIST_FILTERS = ['all', 'attention', 'running', 'stopped'] as const

/** What the address of the channel list says about how it is shown. */
export type ListQuery = {
  view: (typeof LIST_VIEWS)[number]
  order: (typeof LIST_ORDERS)[number]
  filter: (typeof LIST_FILTERS)[number]
  search: string
}

export type Listed = {
  id: string
  name: string
  slug: string
  status: ChannelStatus
  phase: ChannelPhase
  showing: 'nothing' | 'live' | 'slate'
}

/** Reads the query of an address; what it does not know falls back to the default. */
export function readListQuery(params: URLSearchParams): ListQuery {
  return {
    view: oneOf(LIST_VIEWS, params.get('view')),
    order: oneOf(LIST_ORDERS, params.get('order')),
    filter: oneOf(LIST_FILTERS, params.get('filter')),
    search: (params.get('search') ?? '').slice(0, 200),
  }
}

/** The channels the query asks for, in its order. */
export function selectChannels<C extends Listed>(channels: readonly C[], query: ListQuery): C[] {
  const words = fold(query.search).split(/\s+/).filter(Boolean)
  return channels
    .filter((channel) => matchesFilter(channel, query.filter) && matchesWords(channel, words))
    .toSorted(query.order === 'worst' ? byWorst : byName)
}

export function needsAttention(channel: Listed): boolean {
  return presentStatus(channel).severity <= 5
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

/** Case, accents and the two Turkish i's do not keep a search from finding. */
function fold(text: string): string {
  return text.toLowerCase().replaceAll('ı', 'i').normalize('NFD').replace(/\p{M}/gu, '')
}

function byName(a: Listed, b: Listed): number {
  return a.name.localeCompare(b.name, undefined, { numeric: true, sensitivity: 'base' })
}

function byWorst(a: Listed, b: Listed): number {
  return presentStatus(a).severity - presentStatus(b).severity || byName(a, b)
}

function oneOf<T extends string>(options: readonly [T, ...T[]], value: string | null): T {
  return options.find((option) => option === value) ?? options[0]
}
