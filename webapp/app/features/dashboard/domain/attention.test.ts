import type { ChannelHealth, HealthLevel, HostHealth, HostTroubleCode } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { rankAttention, type WatchedChannel, type WatchedHost } from './attention.ts'

const AT = '2026-01-01T00:00:00Z'
const channel = (
  id: string,
  level: HealthLevel = 'well',
  change: Partial<WatchedChannel> & { since?: string; code?: ChannelHealth['code'] } = {},
): WatchedChannel => {
  const { since = AT, code = 'live', ...rest } = change
  return { id, health: { level, code, since }, viewers: 0, hostId: 'h', ...rest }
}
const trouble = (code: HostTroubleCode, level: HealthLevel, percent: number | null = null) => ({
  code,
  level,
  percent,
  since: null,
})
const host = (...troubles: HostHealth['troubles']): WatchedHost => ({
  id: 'h',
  link: 'connected',
  health: { level: troubles[0]?.level ?? 'well', troubles },
})
const ids = (channels: WatchedChannel[], hosts: WatchedHost[] = []) =>
  rankAttention(channels, hosts).map(({ id }) => id)

test('what is well is not listed', () => {
  const calm = (['well', 'off', 'pending'] as const).map((level) => channel(level, level))
  expect(ids(calm, [host()])).toEqual([])
})

test('the worst level comes first, then more viewers, then what has lasted longer', () => {
  const channels = [
    channel('weak', 'impaired', { viewers: 900 }),
    channel('new', 'dark', { since: '2026-01-01T05:00:00Z' }),
    channel('old', 'dark', { since: '2026-01-01T01:00:00Z' }),
    channel('watched', 'dark', { since: '2026-01-01T06:00:00Z', viewers: 3 }),
    channel('flaps', 'unstable'),
    channel('slate', 'slate'),
  ]
  expect(ids(channels)).toEqual(['watched', 'old', 'new', 'flaps', 'slate', 'weak'])
})

test.each([
  ['silent', 'unknown', 'host-silent'],
  ['originAway', 'dark', 'origin-away'],
] as const)('a host that is %s is one line for all its channels', (of, level, code) => {
  const lost = { code, viewers: 2 }
  const channels = [
    channel('a', level, lost),
    channel('b', level, lost),
    channel('c', level, { ...lost, hostId: 'other' }),
  ]
  const [first, ...rest] = rankAttention(channels, [host(trouble(of, level))])
  expect(first).toMatchObject({ kind: 'host', trouble: of, channels: 2, viewers: 4 })
  expect(rest.map(({ id }) => id)).toEqual(['c'])
})

test('a host that is short of something is listed with how short it is, and each trouble by itself', () => {
  const items = rankAttention(
    [],
    [host(trouble('mediaFull', 'impaired', 93), trouble('held', 'notice'))],
  )
  expect(items).toMatchObject([{ trouble: 'mediaFull', percent: 93 }, { trouble: 'held' }])
})
