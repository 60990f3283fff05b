import { expect, test } from 'vitest'
import { rankAttention, type WatchedChannel, type WatchedHost } from './attention.ts'

const channel = (id: string, change: Partial<WatchedChannel> = {}): WatchedChannel => ({
  id,
  status: 'running',
  phase: 'running',
  showing: 'live',
  viewers: 0,
  hostId: 'h',
  since: '2026-01-01T00:00:00Z',
  ...change,
})
const down = (id: string, change: Partial<WatchedChannel> = {}) =>
  channel(id, { status: 'error', phase: 'backoff', showing: 'nothing', ...change })
const sample = {
  memoryTotalBytes: 100,
  memoryUsedBytes: 10,
  mediaTotalBytes: 100,
  mediaUsedBytes: 10,
  diskTotalBytes: 100,
  diskUsedBytes: 10,
}
const host = (change: Partial<WatchedHost> = {}): WatchedHost => ({
  id: 'h',
  link: 'connected',
  lastSeenAt: '2026-01-01T00:00:00Z',
  heldRevision: null,
  sample,
  ...change,
})
const ids = (channels: WatchedChannel[], hosts: WatchedHost[] = []) =>
  rankAttention(channels, hosts).map(({ id }) => id)

test('what is well is not listed', () => {
  const stopped = channel('off', { status: 'stopped', phase: 'stopped', showing: 'nothing' })
  const starting = channel('soon', { status: 'starting', phase: 'starting', showing: 'nothing' })
  expect(ids([channel('a'), stopped, starting], [host()])).toEqual([])
})

test('the worst state comes first, then more viewers, then what has lasted longer', () => {
  const channels = [
    channel('weak', { phase: 'degraded', viewers: 900 }),
    down('new', { since: '2026-01-01T05:00:00Z' }),
    down('old', { since: '2026-01-01T01:00:00Z' }),
    down('watched', { since: '2026-01-01T06:00:00Z', viewers: 3 }),
    down('error', { phase: 'error' }),
    channel('slate', { showing: 'slate' }),
  ]
  expect(ids(channels)).toEqual(['error', 'watched', 'old', 'new', 'slate', 'weak'])
})

test('a channel without room is listed above a weak one, one that only waits its turn is not', () => {
  const queued = { status: 'starting', phase: 'queued', showing: 'nothing' } as const
  const channels = [
    channel('weak', { phase: 'degraded' }),
    channel('turn', { ...queued, reason: null }),
    channel('room', { ...queued, reason: { code: 'no-capacity' } }),
  ]
  expect(ids(channels)).toEqual(['room', 'weak'])
})

test('a silent host is one line for all channels that are unknown because of it', () => {
  const lost = { phase: 'unknown', status: 'error', showing: 'nothing' } as const
  const channels = [channel('a', lost), channel('b', lost), down('c', { hostId: 'other' })]
  const [first, ...rest] = rankAttention(channels, [host({ link: 'unknown', sample: null })])
  expect(first).toMatchObject({ kind: 'host', trouble: 'unknown', channels: 2 })
  expect(rest.map(({ id }) => id)).toEqual(['c'])
})

test('a host that is short of something is listed with how short it is', () => {
  const [item] = rankAttention([], [host({ sample: { ...sample, mediaUsedBytes: 93 } })])
  expect(item).toMatchObject({ trouble: 'mediaFull', percent: 93 })
})

test('figures of a host that is not heard of are not taken for its state now', () => {
  const full = { ...sample, mediaUsedBytes: 99 }
  expect(rankAttention([], [host({ link: 'never', sample: full })])).toEqual([])
})
