import { expect, test } from 'vitest'
import { areHostsStale, areNamesStale, isStale } from './staleness.ts'

const EARLY = '2026-01-01T00:00:00Z'
const LATE = '2026-01-01T00:01:00Z'
type Pulse = { updatedAt: string; edition: string }

const known = (pulses: Record<string, Pulse>, covered: 'all' | string = 'all') => ({
  channel: (id: string) => pulses[id],
  channelCount: () => Object.keys(pulses).length,
  covers: (id = 'all') => covered === 'all' || covered === id,
  host: (id: string) => (id === 'h' ? { name: 'studio' } : undefined),
})
const loaded = (updatedAt = EARLY, hostName = 'studio') => [
  { id: 'a', updatedAt, hostId: 'h', hostName },
]
const as = (updatedAt: string, edition: string) => ({ a: { updatedAt, edition } })

test('a page is stale when a channel came or went, and when one of its own has another edition', () => {
  const editions = new Map<string, string>()
  const first = known(as(EARLY, 'one'))
  expect(isStale(loaded(), 1, first, editions)).toBe(false)
  expect(isStale(loaded(), 0, first, editions)).toBe(true)
  expect(isStale(loaded(), 1, known({}), editions)).toBe(true)
  expect(isStale(loaded(), 1, known(as(LATE, 'two')), editions)).toBe(true)
})

test('a channel that was only switched is not another', () => {
  const editions = new Map<string, string>()
  isStale(loaded(), 1, known(as(EARLY, 'one')), editions)
  expect(isStale(loaded(), 1, known(as(LATE, 'one')), editions)).toBe(false)
})

test('a channel is another when its host has another name', () => {
  const now = known(as(EARLY, 'one'))
  expect(isStale(loaded(EARLY, 'studio of before'), 1, now, new Map())).toBe(true)
  const of = { id: 'a', updatedAt: EARLY, hostName: null }
  expect(isStale([{ ...of, hostId: null }], 1, now, new Map())).toBe(false)
  expect(isStale([{ ...of, hostId: 'not told of yet' }], 1, now, new Map())).toBe(false)
})

test('what changed between the loading and the first message is seen too', () => {
  expect(isStale(loaded(), 1, known(as(LATE, 'one')), new Map())).toBe(true)
})

test('a page of one channel is stale when that one is no more, and not for want of the others', () => {
  expect(isStale(loaded(), null, known({}, 'a'), new Map())).toBe(true)
  expect(isStale(loaded(), null, known({}, 'b'), new Map())).toBe(false)
})

test('a page is stale when a host is another than it was, or there is another in its place', () => {
  const now = (hosts: Record<string, { edition: string }>) => ({
    host: (id: string) => hosts[id],
    hostCount: () => Object.keys(hosts).length,
  })
  const host = [{ id: 'a', edition: 'one' }]
  expect(areHostsStale(host, now({ a: { edition: 'one' } }))).toBe(false)
  expect(areHostsStale(host, now({ a: { edition: 'two' } }))).toBe(true)
  expect(areHostsStale(host, now({ b: { edition: 'one' } }))).toBe(true)
  expect(areHostsStale(host, now({}))).toBe(true)
  expect(areHostsStale([], now({ a: { edition: 'one' } }))).toBe(true)
})

test('what an older control plane does not say of a host makes no page stale', () => {
  const known = { host: () => ({}), hostCount: () => 1 }
  expect(areHostsStale([{ id: 'a', edition: 'one' }], known)).toBe(false)
  const channels = { channel: () => undefined, channelCount: () => 1, covers: () => false }
  expect(isStale(loaded(), null, { ...channels, ...known }, new Map())).toBe(false)
})

test('a page is stale when a group is called otherwise, came or went, and when its preset is', () => {
  const news = { id: 'a', name: 'News' }
  const more = { id: 'b', name: 'Sport' }
  expect(areNamesStale([news], [news], true)).toBe(false)
  expect(areNamesStale([news], [{ id: 'a', name: 'World' }], true)).toBe(true)
  expect(areNamesStale([news], [news, more], true)).toBe(true)
  expect(areNamesStale([news], [more], true)).toBe(true)
  expect(areNamesStale([news], [more, news], false)).toBe(false)
  expect(areNamesStale([news], [more], false)).toBe(true)
})
