import type { ChannelHealth, HealthLevel, HostTroubleCode } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import type { WatchedChannel, WatchedHost } from './attention.ts'
import { systemHealth } from './system-health.ts'

const since = '2026-01-01T00:00:00Z'
const channel = (level: HealthLevel, code: ChannelHealth['code'] = 'live'): WatchedChannel => ({
  id: 'a',
  viewers: 0,
  hostId: 'h',
  health: { level, code, since },
})
const host = (code?: HostTroubleCode, level: HealthLevel = 'well'): WatchedHost => ({
  id: 'h',
  link: code === 'silent' ? 'unknown' : 'connected',
  health: { level, troubles: code ? [{ code, level, percent: null, since }] : [] },
})
const keys = (channels: WatchedChannel[], hosts: WatchedHost[]) =>
  systemHealth(channels, hosts).reasons.map(({ key }) => key)

test('all well is said with how many channels are', () => {
  expect(systemHealth([channel('well'), channel('pending')], [host()])).toMatchObject({
    tone: 'good',
    reasons: [{ key: 'allWell', count: 1 }],
  })
})

test('nothing wanted is idle, not well and not broken', () => {
  expect(systemHealth([channel('off')], [])).toMatchObject({
    tone: 'off',
    reasons: [{ key: 'idle' }],
  })
})

test('a channel that is dark makes it broken, and every reason is told, worst first', () => {
  const channels = [channel('impaired'), channel('dark', 'failed'), channel('slate', 'slate')]
  const found = systemHealth(channels, [host('held', 'notice')])
  expect(found.tone).toBe('bad')
  expect(found.reasons.map(({ key }) => key)).toEqual([
    ...['channelsDown', 'channelsOnSlate', 'channelsWeak', 'held'],
  ])
})

test('a channel that waits for room is told as that, and not as another that is down', () => {
  expect(keys([channel('dark', 'no-room')], [host()])).toEqual(['channelsWithoutRoom'])
})

test('an origin that is away and a host without spare CPU are never all well', () => {
  expect(keys([channel('well')], [host('originAway', 'dark')])).toEqual(['originAway'])
  expect(keys([channel('well')], [host('cpuFull', 'impaired')])).toEqual(['hostFull'])
  expect(keys([channel('well')], [host('twoAgents', 'impaired')])).toEqual(['twoAgents'])
})

test('no host that is heard of is said apart from one of several that is not', () => {
  const unknown = [channel('unknown', 'host-silent')]
  const silent = host('silent', 'unknown')
  expect(keys(unknown, [silent])[0]).toBe('noHost')
  expect(keys(unknown, [silent, { ...host(), id: 'b' }])[0]).toBe('hostSilent')
  expect(keys([channel('dark', 'no-host')], [])[0]).toBe('noHostYet')
})
