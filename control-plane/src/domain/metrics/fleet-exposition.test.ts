import {
  ChannelId,
  type ChannelObservation,
  HostId,
  HostReport,
  METRICS,
} from '@cashbacktv/contract'
import { madeObservation } from '@cashbacktv/contract/made-host'
import { expect, test } from 'vitest'
import { createFleet, type Fleet } from '../fleet/fleet.ts'
import { putChannels } from '../fleet/put-channels.ts'
import { putHosts, putReport, tick } from '../fleet/put-hosts.ts'
import { madeHostFacts } from '../fleet/test/made-host-facts.ts'
import { fleetExposition } from './fleet-exposition.ts'

const HOST = HostId.parse('00000000-0000-4000-8000-00000000000a')
const CHANNEL = ChannelId.parse('00000000-0000-4000-8000-000000000001')
const START = Date.parse('2026-11-23T12:00:00Z')
const at = (seconds = 0) => new Date(START + seconds * 1000)

const SAMPLE = {
  coresPercent: [50, 100],
  cpuPercent: 75,
  load1: 1.5,
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
  networkReceivedBytes: 1000,
  networkSentBytes: 2000,
}
const AIR = {
  showing: 'live',
  mediaSequence: 40,
  segments: 6,
  targetDurationSeconds: 2,
  viewers: 3,
  lastPublishedAt: at(-1).toISOString(),
  sentBytes: 12345,
}

function observed(change: object = {}): ChannelObservation {
  return madeObservation({
    channelId: CHANNEL,
    since: at().toISOString(),
    air: AIR,
    ...change,
  })
}

function fleetWith(change: object = {}, name = 'Haber'): Fleet {
  const fleet = createFleet()
  putHosts(fleet, [madeHostFacts({ id: HOST, lastSeenAt: at() })], [], at())
  const facts = {
    id: CHANNEL,
    name,
    slug: 'haber',
    edition: 'first',
    hostId: HOST,
    on: true,
    isGuarded: false,
    restreams: [],
  }
  const rest = { schedule: null, restartGeneration: 0, updatedAt: at().toISOString(), sources: [] }
  putChannels(fleet, [{ ...facts, ...rest, groupId: null }], [], at())
  const report = { protocol: 1, hostId: HOST, at: at().toISOString(), appliedRevision: 1 }
  putReport(
    fleet,
    HostReport.parse({ ...report, sample: SAMPLE, channels: [observed(change)] }),
    at(),
  )
  return fleet
}

const textOf = (fleet: Fleet, seconds = 0) => [...fleetExposition(fleet, at(seconds))].join('')

/** Values by series, labels left out. */
function valuesOf(text: string): Record<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return Object.fromEntries(
    lines.map((line) => [line.replace(/\{.*/, '').split(' ')[0], Number(line.split(' ').at(-1))]),
  )
}

test('a channel on air is told of with what viewers get, beside its host', () => {
  expect(valuesOf(textOf(fleetWith()))).toMatchObject({
    active_channels_total: 1,
    channel_live: 1,
    channel_slate: 0,
    channel_health_level: 1,
    channel_viewers: 3,
    channel_sent_bytes_total: 12345,
    channel_playlist_age_seconds: 1,
    channel_segments_published_total: 46,
    channel_target_duration_seconds: 2,
    host_up: 1,
    cpu_usage_percent: 75,
    cpu_cores: 2,
    network_rx_bytes: 1000,
  })
})

test('what players say of themselves is told, and missing where none does', () => {
  const players = {
    sessions: 2,
    begun: 5,
    rebuffered: 1,
    stalls: 3,
    stalledSeconds: 4.5,
    playedSeconds: 600,
    startups: 4,
    startupSeconds: 6,
    throughputKilobits: 3e6,
    throughputSeconds: 600,
    throughputKbps: { p10: 1000, p50: 5000, p90: 9000 },
  }
  const text = textOf(fleetWith({ air: { ...AIR, players } }))
  expect(valuesOf(text)).toMatchObject({
    channel_player_sessions: 2,
    channel_player_sessions_total: 5,
    channel_player_stalls_total: 3,
    channel_player_stalled_seconds_total: 4.5,
    channel_player_startups_total: 4,
    channel_player_startup_seconds_total: 6,
  })
  expect(text).toMatch(/channel_player_throughput_kbps\{[^}]*quantile="0\.1"\} 1000\n/)
  expect(textOf(fleetWith())).not.toMatch(/^channel_player_\w+\{/m)
})

test('what only the agent of a host knows is told, and missing where it does not say', () => {
  const fleet = fleetWith()
  const names = ['host_outbox_events', 'host_illegal_moves_total']
  for (const name of names) expect(valuesOf(textOf(fleet))).not.toHaveProperty(name)
  const report = { protocol: 1, hostId: HOST, at: at(1).toISOString(), appliedRevision: 1 }
  const said = { ...report, sample: null, channels: [], waitingEvents: 40, illegalMoves: 2 }
  putReport(fleet, HostReport.parse(said), at(1))
  expect(valuesOf(textOf(fleet, 1))).toMatchObject({
    host_outbox_events: 40,
    host_illegal_moves_total: 2,
  })
  tick(fleet, at(60))
  for (const name of names) expect(valuesOf(textOf(fleet, 60))).not.toHaveProperty(name)
})

test('nothing a silent host said last is told as if it were so, and its channels count as unknown', () => {
  const fleet = fleetWith()
  tick(fleet, at(60))
  const values = valuesOf(textOf(fleet, 60))
  expect(values).toMatchObject({ host_up: 0, host_last_report_age_seconds: 60 })
  expect(values).toMatchObject({ channel_health_level: 5, channel_live: 0 })
  expect(values).not.toHaveProperty('cpu_usage_percent')
  expect(values).not.toHaveProperty('channel_viewers')
})

test('seconds of what viewers got are counted, and how far apart segments came', () => {
  const fleet = fleetWith()
  const hear = (seconds: number, air: object) => {
    const channels = [observed({ air: { ...AIR, ...air } })]
    const report = { protocol: 1, hostId: HOST, at: at(seconds).toISOString(), appliedRevision: 1 }
    putReport(fleet, HostReport.parse({ ...report, sample: null, channels }), at(seconds))
  }
  hear(1, { showing: 'slate', mediaSequence: 41, lastPublishedAt: at(1).toISOString() })
  hear(1.5, { soundMissingSince: at().toISOString(), mediaSequence: 41 })
  hear(60, { mediaSequence: 55, lastPublishedAt: at(57).toISOString() })
  expect(valuesOf(textOf(fleet, 60))).toMatchObject({
    channel_live_seconds_total: 3.5,
    channel_slate_seconds_total: 1,
    channel_silence_seconds_total: 0.5,
    channel_dark_seconds_total: 0,
    channel_segment_interval_seconds: 4,
  })
})

test('figures of a process are missing while there is none, not 0', () => {
  expect(textOf(fleetWith())).not.toMatch(/^channel_encoding_speed\{/m)
})

test('a name that people chose cannot break a line or end its quotes', () => {
  const text = textOf(fleetWith({}, 'a"} 1\nhost_up 9\\'))
  expect(text).toContain('name="a\\"} 1\\nhost_up 9\\\\"')
  expect(text).not.toMatch(/^host_up 9/m)
})

test('each series is in the list, once, with its kind', () => {
  const heads = textOf(fleetWith()).matchAll(/^# TYPE (\w+) (\w+)$/gm)
  const named = [...heads].map(([, name = '', type]) => ({ name, type }))
  expect(new Set(named.map(({ name }) => name)).size).toBe(named.length)
  for (const { name, type } of named) expect(METRICS[name]?.type).toBe(type)
})
