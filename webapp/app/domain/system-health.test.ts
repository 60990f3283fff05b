import { expect, test } from 'vitest'
import { rankAttention, type WatchedChannel, type WatchedHost } from './attention.ts'
import { systemHealth } from './system-health.ts'

const channel = (change: Partial<WatchedChannel> = {}): WatchedChannel => ({
  id: 'a',
  status: 'running',
  phase: 'running',
  showing: 'live',
  viewers: 0,
  hostId: 'h',
  since: '2026-01-01T00:00:00Z',
  ...change,
})
const host = (change: Partial<WatchedHost> = {}): WatchedHost => ({
  id: 'h',
  link: 'connected',
  lastSeenAt: '2026-01-01T00:00:00Z',
  heldRevision: null,
  sample: null,
  ...change,
})
const health = (channels: WatchedChannel[], hosts: WatchedHost[]) =>
  systemHealth(channels, hosts, rankAttention(channels, hosts))

test('all well is said with how many channels are', () => {
  expect(health([channel()], [host()])).toMatchObject({
    tone: 'good',
    reasons: [{ key: 'allWell', count: 1 }],
  })
})

test('nothing wanted is idle, not well and not broken', () => {
  const off = channel({ status: 'stopped', phase: 'stopped', showing: 'nothing' })
  expect(health([off], [])).toMatchObject({ tone: 'off', reasons: [{ key: 'idle' }] })
})

test('a channel that is down makes it broken, and every reason is told, worst first', () => {
  const channels = [
    channel({ phase: 'degraded' }),
    channel({ status: 'error', phase: 'error', showing: 'nothing' }),
  ]
  const found = health(channels, [host({ heldRevision: 3 })])
  expect(found.tone).toBe('bad')
  expect(found.reasons.map(({ key }) => key)).toEqual(['channelsDown', 'held', 'channelsWeak'])
})

test('a channel that waits for room is told as that, and not as a weak one', () => {
  const waiting = channel({ status: 'starting', phase: 'queued', showing: 'nothing' })
  const noRoom = { ...waiting, reason: { code: 'no-capacity' } }
  expect(health([noRoom, channel({ phase: 'degraded' })], [host()])).toMatchObject({
    tone: 'warning',
    reasons: [
      { key: 'channelsWithoutRoom', count: 1 },
      { key: 'channelsWeak', count: 1 },
    ],
  })
  expect(health([waiting], [host()]).tone).toBe('good')
})

test('no host that is heard of is said apart from one of several that is not', () => {
  const unknown = channel({ phase: 'unknown', status: 'error', showing: 'nothing' })
  const silent = host({ link: 'unknown' })
  expect(health([unknown], [silent]).reasons[0]?.key).toBe('noHost')
  expect(health([unknown], [silent, host({ id: 'b' })]).reasons[0]?.key).toBe('hostSilent')
  expect(health([channel({ phase: 'unplaced', status: 'error' })], []).reasons[0]?.key).toBe(
    'noHostYet',
  )
})
