import { ChannelObservation, HostReport, HostSample } from '@cashbacktv/contract'
import { afterEach, expect, test } from 'vitest'
import { memoryLiveStore } from '../../live/memory-live-store.ts'
import { createHistory } from './history.ts'

const HOST = '00000000-0000-4000-8000-00000000000a'
const CHANNEL = '00000000-0000-4000-8000-00000000000c'
const START = Date.parse('2026-11-23T12:00:00Z')

const live = memoryLiveStore()
afterEach(() => live.close())

const SAMPLE = HostSample.parse({
  ...{ coresPercent: [40], cpuPercent: 40, load1: 1, memoryTotalBytes: 100, memoryUsedBytes: 60 },
  ...{ diskTotalBytes: 1, diskUsedBytes: 1, mediaTotalBytes: 1, mediaUsedBytes: 1 },
  ...{ diskReadBytesPerSecond: 0, diskWrittenBytesPerSecond: 5, networkReceivedBytesPerSecond: 7 },
  ...{ networkSentBytesPerSecond: 9, networkReceivedBytes: 0, networkSentBytes: 0 },
})

function report(at: number): HostReport {
  const air = {
    ...{ showing: 'live', mediaSequence: 1, segments: 6, lastPublishedAt: null },
    ...{ viewers: 12, sentBytes: 0 },
  }
  const seen = ChannelObservation.parse({
    ...{ channelId: CHANNEL, state: 'running', since: new Date(at).toISOString(), reason: null },
    ...{ restartGeneration: 0, attempt: 0, nextTryAt: null, queuePosition: null },
    ...{ run: null, metrics: null, air },
  })
  return { ...head(at), sample: SAMPLE, channels: [seen] }
}

function head(at: number) {
  const bare = { protocol: 1, hostId: HOST, at: new Date(at).toISOString(), appliedRevision: 1 }
  return HostReport.parse({ ...bare, sample: null, channels: [] })
}

test('what hosts report is there for a channel, for the host and for all, and a silent host leaves a gap', async () => {
  let now = START
  const history = createHistory({ live, now: () => new Date(now) })
  await live.putReport(report(now))
  await history.sample()
  now += 3000
  await history.sample()
  now += 3000
  await history.sample()
  const of = (input: object) => history.read({ range: '5m', ...input }).points
  expect(of({ channelId: CHANNEL }).viewers?.slice(-7)).toEqual([
    12,
    null,
    null,
    12,
    null,
    null,
    null,
  ])
  expect(of({ hostId: HOST }).cpuPercent?.slice(-7)[0]).toBe(40)
  expect(of({}).networkSentBytesPerSecond?.slice(-7)[0]).toBe(9)
  expect(of({}).channelsOnAir?.at(-1)).toBeNull()
})

test('a subject that nobody knows has columns of nulls, so that a chart can be drawn', () => {
  const history = createHistory({ live, now: () => new Date(START) })
  const { points, stepSeconds, until } = history.read({ range: '24h' })
  expect([stepSeconds, until]).toEqual([300, '2026-11-23T12:00:00.000Z'])
  expect(points.cpuPercent).toHaveLength(288)
})
