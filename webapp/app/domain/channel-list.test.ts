import { expect, test } from 'vitest'
import { type Listed, readListQuery, selectChannels } from './channel-list.ts'

const channel = (name: string, phase: Listed['phase']): Listed => ({
  id: name,
  name,
  slug: name.toLowerCase(),
  phase,
  status: phase === 'stopped' ? 'stopped' : phase === 'error' ? 'error' : 'running',
  showing: 'live',
})
const CHANNELS = [
  channel('Kanal 10', 'running'),
  channel('Kanal 2', 'running'),
  channel('İstanbul', 'error'),
  channel('Arşiv', 'stopped'),
]
const names = (query: string) =>
  selectChannels(CHANNELS, readListQuery(new URLSearchParams(query))).map(({ name }) => name)

test('worst comes first, and equals are in the order people count', () => {
  expect(names('')).toEqual(['İstanbul', 'Kanal 2', 'Kanal 10', 'Arşiv'])
  expect(names('order=name')).toEqual(['Arşiv', 'İstanbul', 'Kanal 2', 'Kanal 10'])
})

test('a search finds without case, accents or the right i', () => {
  expect(names('search=istanbul')).toEqual(['İstanbul'])
  expect(names('search=ARSIV')).toEqual(['Arşiv'])
  expect(names('search=10+kanal')).toEqual(['Kanal 10'])
})

test('filters keep what they say', () => {
  expect(names('filter=attention')).toEqual(['İstanbul'])
  expect(names('filter=stopped')).toEqual(['Arşiv'])
})

test('an address with nonsense in it shows the list as usual', () => {
  expect(readListQuery(new URLSearchParams('view=__proto__&order=x&filter='))).toEqual({
    view: 'grid',
    order: 'worst',
    filter: 'all',
    search: '',
  })
})
