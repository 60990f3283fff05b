import { expect, test } from 'vitest'
import { type Listed, orderAddress, readListQuery, selectChannels } from './channel-list.ts'

const LEVELS = { running: 'well', error: 'dark', stopped: 'off' } as const
const channel = (name: string, phase: 'running' | 'error' | 'stopped'): Listed => ({
  id: name,
  name,
  slug: name.toLowerCase(),
  health: { level: LEVELS[phase], code: 'live' },
  status: phase === 'stopped' ? 'stopped' : phase === 'error' ? 'error' : 'running',
})
const CHANNELS = [
  channel('Kanal 10', 'running'),
  channel('Kanal 2', 'running'),
  channel('İstanbul', 'error'),
  channel('Arşiv', 'stopped'),
]
const names = (query: string) =>
  selectChannels(CHANNELS, readListQuery(new URLSearchParams(query)), 'en').map(({ name }) => name)

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
    reversed: false,
    search: '',
  })
})

test('the list sorts by its figures, the other way round too, and what does not run comes last', () => {
  const figures = [
    { ...channel('a', 'running'), viewers: 3, speed: 1, cpuPercent: 40 },
    { ...channel('b', 'running'), viewers: 9, speed: 0.7, cpuPercent: 90 },
    { ...channel('c', 'stopped'), viewers: 0, speed: null, cpuPercent: null },
  ]
  const names = (query: string) =>
    selectChannels(figures, readListQuery(new URLSearchParams(query)), 'en')
      .map(({ name }) => name)
      .join('')
  expect(names('order=viewers')).toBe('bac')
  expect(names('order=viewers&reversed=1')).toBe('cab')
  expect(names('order=speed')).toBe('bac')
  expect(names('order=cpu')).toBe('bac')
})

test('a heading sorts by itself, and a second time the other way round', () => {
  const first = orderAddress(new URLSearchParams('view=list&search=x'), 'cpu')
  expect(first).toBe('?view=list&search=x&order=cpu')
  const second = orderAddress(new URLSearchParams(first), 'cpu')
  expect(second).toBe('?view=list&search=x&order=cpu&reversed=1')
  expect(orderAddress(new URLSearchParams(second), 'cpu')).toBe(first)
})
