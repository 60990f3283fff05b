import { ChannelId } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { addSlates, RECENT_MS, type RecentSlates, slatesOf } from './slates-of.ts'

const A = ChannelId.parse('00000000-0000-4000-8000-000000000001')
const B = ChannelId.parse('00000000-0000-4000-8000-000000000002')
const NONE: RecentSlates = new Map()
const instant = (wall: number) => new Date(wall).toISOString()

test('slates of the last ten minutes are counted, older ones are forgotten', () => {
  const two = addSlates(addSlates(NONE, [A], 1000), [A, B], 60_000)
  const host = { slates: new Map([[A, 60_000]]), recentSlates: two }
  expect(slatesOf(host, A, 61_000).slates).toEqual({
    since: instant(60_000),
    recent: 2,
    recentSince: instant(1000),
  })
  expect(slatesOf(host, A, RECENT_MS + 2000).slates).toMatchObject({ recent: 1 })
  expect([...addSlates(two, [], RECENT_MS + 60_000)]).toEqual([])
})

test('what does not change stays the same, and a channel without a slate has nothing to report', () => {
  const one = addSlates(NONE, [A], 1000)
  expect(addSlates(one, [], 2000)).toBe(one)
  expect(slatesOf({ slates: new Map(), recentSlates: one }, B, 2000)).toEqual({})
})
