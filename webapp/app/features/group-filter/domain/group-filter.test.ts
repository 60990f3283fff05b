import { expect, test } from 'vitest'
import { addressWithin, chosenGroup, hostsOfGroup, ofGroup } from './group-filter.ts'

const GROUPS = [{ id: 'a' }, { id: 'b' }]
const CHANNELS = [
  { groupId: 'a', hostId: 'one' },
  { groupId: 'b', hostId: 'two' },
  { groupId: null, hostId: 'two' },
  { groupId: 'c', hostId: null },
]
const HOSTS = [{ id: 'one' }, { id: 'two' }]

test.each([
  ['', null],
  ['groupId=', null],
  ['groupId=a', 'a'],
  ['groupId=gone', null],
  ['group=host&groupId=b', 'b'],
])('of "%s" the group is %s', (query, chosen) => {
  expect(chosenGroup(new URLSearchParams(query), GROUPS)).toBe(chosen)
})

test('a group has its own channels, and no group has all', () => {
  expect(ofGroup(CHANNELS, 'b')).toEqual([CHANNELS[1]])
  expect(ofGroup(CHANNELS, null)).toBe(CHANNELS)
})

test('its hosts are those that carry its channels, or all that could', () => {
  const hosts = (chosen: string | null) => hostsOfGroup(HOSTS, ofGroup(CHANNELS, chosen), chosen)
  expect(hosts('a')).toEqual([{ id: 'one' }])
  expect(hosts('c')).toEqual(HOSTS)
  expect(hosts(null)).toBe(HOSTS)
})

test('addresses keep the group', () => {
  expect(addressWithin(null, '/wall')).toBe('/wall')
  expect(addressWithin('a', '/channels', { filter: 'attention' })).toBe(
    '/channels?filter=attention&groupId=a',
  )
})
