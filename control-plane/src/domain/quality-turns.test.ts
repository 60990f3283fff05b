import { ChannelId, HostId, HostReport, QualitySchedule } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { createFleet, type Fleet } from './fleet/fleet.ts'
import { putChannels } from './fleet/put-channels.ts'
import { putHosts, putReport, tick } from './fleet/put-hosts.ts'
import { madeHostFacts } from './fleet/test/made-host-facts.ts'
import { nextTurns, windowAt } from './quality-turns.ts'

const HOSTS = ['a', 'b'].map((digit) =>
  HostId.parse(`00000000-0000-4000-8000-00000000000${digit}`),
) as [HostId, HostId]
const CHANNELS = [1, 2, 3].map((digit) =>
  ChannelId.parse(`00000000-0000-4000-8000-00000000000${digit}`),
) as [ChannelId, ChannelId, ChannelId]
const NOW = new Date('2026-11-23T01:30:00Z')
const WINDOW = Date.parse('2026-11-23T01:00:00Z')
const NEVER = { tried: new Map(), measuring: new Set<HostId>() }

const SAMPLE = {
  coresPercent: [20, 40],
  cpuPercent: 30,
  load1: 0.5,
  memoryTotalBytes: 8,
  memoryUsedBytes: 4,
  diskTotalBytes: 100,
  diskUsedBytes: 10,
  diskReadBytesPerSecond: 0,
  diskWrittenBytesPerSecond: 0,
  mediaTotalBytes: 50,
  mediaUsedBytes: 5,
  networkReceivedBytesPerSecond: 0,
  networkSentBytesPerSecond: 0,
  networkReceivedBytes: 0,
  networkSentBytes: 0,
}
const AIR = {
  showing: 'live',
  mediaSequence: 40,
  segments: 6,
  targetDurationSeconds: 2,
  viewers: 0,
  lastPublishedAt: NOW.toISOString(),
  sentBytes: 0,
}

/** A channel on air that is encoded; `measuredAt` null where it never was measured. */
function seen(channelId: ChannelId, measuredAt: string | null = null, change: object = {}) {
  const found = { ssim: 0.98, score: 70, vmaf: null, model: 1, seconds: 6 }
  return {
    channelId,
    state: 'running',
    since: '2026-11-22T00:00:00Z',
    reason: null,
    attempt: 0,
    nextTryAt: null,
    queuePosition: null,
    restartGeneration: 0,
    run: null,
    metrics: null,
    air: AIR,
    quality: {
      estimate: null,
      none: 'too-early',
      measured: measuredAt === null ? null : { ...found, at: measuredAt },
    },
    ...change,
  }
}

/** Both hosts are heard of; the channels of a report are placed on its host. */
function fleetOf(...reports: { sample?: object | null; channels: object[] }[]): Fleet {
  const fleet = createFleet()
  for (const [index, { sample = SAMPLE, channels }] of reports.entries()) {
    const id = HOSTS[index === 0 ? 0 : 1]
    putHosts(fleet, [madeHostFacts({ id, name: id, lastSeenAt: NOW })], [], NOW)
    const report = HostReport.parse({
      protocol: 1,
      hostId: id,
      at: NOW.toISOString(),
      appliedRevision: 1,
      sample,
      channels,
      origin: { answers: true, lastWordAt: NOW.toISOString() },
    })
    const rows = report.channels.map(({ channelId }) => ({
      id: channelId,
      name: channelId,
      slug: channelId,
      edition: 'first',
      hostId: id,
      on: true,
      isGuarded: false,
      restreams: [],
      sources: [],
      groupId: null,
      schedule: null,
      restartGeneration: 0,
      updatedAt: '2026-11-22T00:00:00Z',
    }))
    putChannels(fleet, rows, [], NOW)
    putReport(fleet, report, NOW)
  }
  return fleet
}

const turnsOf = (fleet: Fleet, known: Partial<typeof NEVER> = {}) =>
  nextTurns(fleet, WINDOW, { ...NEVER, ...known }).map(({ channelId }) => channelId)

const [first, second, third] = CHANNELS

test('each host measures one channel, the one whose measurement is the oldest, those without any first', () => {
  const fleet = fleetOf(
    {
      channels: [seen(first, '2026-11-22T02:00:00Z'), seen(second, '2026-11-20T02:00:00Z')],
    },
    { channels: [seen(third)] },
  )
  expect(nextTurns(fleet, WINDOW, NEVER)).toEqual([
    { hostId: HOSTS[0], channelId: second },
    { hostId: HOSTS[1], channelId: third },
  ])
  const never = fleetOf({ channels: [seen(first, '2026-11-01T02:00:00Z'), seen(second)] })
  expect(turnsOf(never)).toEqual([second])
})

test('a host that measures is asked for no second one, and the others go on', () => {
  const fleet = fleetOf({ channels: [seen(first), seen(second)] }, { channels: [seen(third)] })
  expect(turnsOf(fleet, { measuring: new Set([HOSTS[0]]) })).toEqual([third])
})

test('a channel has one turn in a window, whether it could be measured or not, and another in the next', () => {
  const fleet = fleetOf({ channels: [seen(first, '2026-11-23T01:10:00Z'), seen(second)] })
  expect(turnsOf(fleet)).toEqual([second])
  expect(turnsOf(fleet, { tried: new Map([[second, WINDOW]]) })).toEqual([])
  const yesterday = WINDOW - 86_400_000
  expect(turnsOf(fleet, { tried: new Map([[second, yesterday]]) })).toEqual([second])
})

test.each([
  ['three quarters of its CPU are taken', { ...SAMPLE, cpuPercent: 75 }],
  ['more wants to run than it has cores', { ...SAMPLE, load1: 2 }],
  ['its disk is full', { ...SAMPLE, diskUsedBytes: 99 }],
  ['nothing is known of its load', null],
])('nothing is measured on a host while %s', (_why, sample) => {
  expect(turnsOf(fleetOf({ sample, channels: [seen(first)] }))).toEqual([])
})

test.each(['queued', 'starting'])('nothing is measured while another channel is %s', (state) => {
  const change = { state, air: null, queuePosition: state === 'queued' ? 1 : null }
  const fleet = fleetOf({ channels: [seen(first), seen(second, null, change)] })
  expect(turnsOf(fleet)).toEqual([])
})

test('nothing is asked of a host that is not heard of', () => {
  const fleet = fleetOf({ channels: [seen(first)] })
  expect(turnsOf(fleet)).toEqual([first])
  tick(fleet, new Date(NOW.getTime() + 60_000))
  expect(turnsOf(fleet)).toEqual([])
})

test.each([
  ['is handed on as it comes', { quality: { estimate: null, none: 'copied', measured: null } }],
  ['is on a host that does not say how it is encoded', { quality: undefined }],
  ['is not on air', { state: 'stopped', air: null }],
  ['shows the slate', { air: { ...AIR, showing: 'slate' } }],
  ['is tried again', { state: 'backoff', attempt: 2 }],
  ['is late', { state: 'degraded', reason: { class: 'resource', code: 'slow', message: 'Slow.' } }],
])('a channel that %s is left alone', (_why, change) => {
  expect(turnsOf(fleetOf({ channels: [seen(first, null, change), seen(second)] }))).toEqual([
    second,
  ])
})

const schedule = (change: object = {}) => QualitySchedule.parse({ enabled: true, ...change })
const begin = (change: object, at: string) => {
  const found = windowAt(schedule(change), new Date(at))
  return found === null ? null : new Date(found).toISOString()
}

test('nothing is measured by itself until somebody says so', () => {
  expect(windowAt(QualitySchedule.parse({}), NOW)).toBeNull()
})

test('the hours are those of the clocks of the zone, on the days that were chosen', () => {
  expect(begin({}, '2026-11-23T00:00:00Z')).toBe('2026-11-23T00:00:00.000Z')
  expect(begin({}, '2026-11-23T01:59:59Z')).toBe('2026-11-23T00:00:00.000Z')
  expect(begin({}, '2026-11-23T02:00:00Z')).toBeNull()
  expect(begin({ timeZone: 'UTC' }, '2026-11-23T02:59:00Z')).toBeNull()
  const weekly = { days: [2], start: '03:00', end: '05:00' }
  expect(begin({ weekly }, '2026-11-23T01:00:00Z')).toBeNull()
  expect(begin({ weekly }, '2026-11-24T01:00:00Z')).toBe('2026-11-24T00:00:00.000Z')
})

test('hours that run past midnight are one window, and a whole day another each day', () => {
  const night = { timeZone: 'UTC', weekly: { days: [1], start: '23:00', end: '02:00' } }
  expect(begin(night, '2026-11-24T01:00:00Z')).toBe('2026-11-23T23:00:00.000Z')
  const day = { timeZone: 'UTC', weekly: { days: [1, 2], start: '12:00', end: '12:00' } }
  expect(begin(day, '2026-11-24T11:59:00Z')).toBe('2026-11-23T12:00:00.000Z')
  expect(begin(day, '2026-11-24T12:00:00Z')).toBe('2026-11-24T12:00:00.000Z')
})
