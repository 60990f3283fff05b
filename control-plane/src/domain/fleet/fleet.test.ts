import {
  ChannelId,
  type ChannelObservation,
  GroupId,
  HostId,
  HostReport,
  LiveScope,
  packIds,
  Schedule,
} from '@cashbacktv/contract'
import { madeObservation } from '@cashbacktv/contract/made-host'
import { beforeEach, expect, test } from 'vitest'
import { EVERYTHING, reachFrom } from '../accounts/reach.ts'
import { channelsByName } from './channels-by-name.ts'
import { type ChannelFacts, createFleet, type Fleet, type HostFacts, idsOn } from './fleet.ts'
import { putChannels } from './put-channels.ts'
import { putHosts, putReport, tick } from './put-hosts.ts'
import { putNames } from './put-names.ts'
import { lookOf, readChanges, totalsOf } from './read-changes.ts'
import { madeHostFacts } from './test/made-host-facts.ts'

const HOST = HostId.parse('00000000-0000-4000-8000-00000000000a')
const OTHER = HostId.parse('00000000-0000-4000-8000-00000000000b')
const A = ChannelId.parse('00000000-0000-4000-8000-000000000001')
const B = ChannelId.parse('00000000-0000-4000-8000-000000000002')
const START = Date.parse('2026-11-23T12:00:00Z')
const at = (seconds = 0) => new Date(START + seconds * 1000)

const host = (change: Partial<HostFacts> = {}) =>
  madeHostFacts({ id: HOST, lastSeenAt: at(), ...change })
const channel = (id: ChannelId, change: Partial<ChannelFacts> = {}): ChannelFacts => ({
  id,
  name: 'News',
  slug: 'news',
  edition: 'first',
  hostId: HOST,
  on: true,
  schedule: null,
  groupId: null,
  restartGeneration: 0,
  updatedAt: at().toISOString(),
  sources: [],
  isGuarded: false,
  restreams: [],
  ...change,
})
const METRICS = {
  pid: 1,
  uptimeSeconds: 5,
  cpuPercent: 12,
  memoryBytes: 1e8,
  virtualMemoryBytes: 1e9,
  threads: 9,
  openFiles: 12,
  ioWaitSeconds: 0,
  readBytes: 1,
  writtenBytes: 1,
  frames: 125,
  speed: 1,
  inputBitrateKbps: null,
  outputBitrateKbps: 2500,
  droppedFrames: 0,
  duplicatedFrames: 0,
}
const seen = (channelId: ChannelId, fps: number, state = 'running') =>
  madeObservation({
    channelId,
    state,
    since: at().toISOString(),
    metrics: { ...METRICS, fps },
  })
const report = (seconds: number, ...channels: ChannelObservation[]) =>
  HostReport.parse({
    protocol: 1,
    hostId: HOST,
    at: at(seconds).toISOString(),
    appliedRevision: 1,
    sample: null,
    channels,
  })

let fleet: Fleet
beforeEach(() => {
  fleet = createFleet()
  putHosts(fleet, [host()], [], at())
  putChannels(fleet, [channel(A), channel(B)], [], at())
  putReport(fleet, report(0, seen(A, 25), seen(B, 25)), at())
})

/** A listener with its place. */
function listener(scope: Partial<LiveScope> = {}, reach = EVERYTHING) {
  const look = lookOf(LiveScope.parse(scope), reach)
  let since: number | null = null
  return () => {
    const told = readChanges(fleet, look, since, since === null)
    since = fleet.seq
    fleet.seq += 1
    return told
  }
}
const idsOf = ({ channels }: { channels: { id: string }[] }) => channels.map(({ id }) => id)

test('a listener is told of everything once, and then of nothing that did not change', () => {
  const next = listener({ figures: packIds([A, B]) })
  const first = next()
  expect(first).toMatchObject({ whole: true, gone: [] })
  expect(idsOf(first)).toEqual([A, B])
  expect(first.hosts).toMatchObject([{ id: HOST, link: 'connected' }])
  putReport(fleet, report(1, seen(A, 25), seen(B, 25)), at(1))
  expect(next()).toEqual({ whole: false, channels: [], gone: [], hosts: [], names: null })
})

test('figures are told of the channels on the screen alone, states of all', () => {
  const next = listener({ figures: packIds([A]) })
  next()
  putReport(fleet, report(1, seen(A, 24), seen(B, 24)), at(1))
  const { channels } = next()
  expect(channels).toMatchObject([{ id: A, fps: 24 }])
  expect(channels[0]).not.toHaveProperty('status')
  putReport(fleet, report(2, seen(A, 24), seen(B, 0, 'backoff')), at(2))
  expect(next().channels).toMatchObject([{ id: B, status: 'error', fps: 0 }])
})

test('a screen of one channel hears of no other', () => {
  const next = listener({ channels: 'one', figures: packIds([A]) })
  expect(idsOf(next())).toEqual([A])
  putChannels(fleet, [channel(A)], [A, B], at())
  expect(next()).toMatchObject({ channels: [], gone: [] })
})

test('a channel that is renamed, moved or deleted is told of, and one that is made again comes again', () => {
  const next = listener()
  next()
  putChannels(fleet, [channel(A, { name: 'Sport', edition: 'second' })], [], at())
  expect(next().channels).toMatchObject([{ id: A, edition: 'second' }])
  putHosts(fleet, [host({ id: OTHER, name: 'two', lastSeenAt: null })], [], at())
  putChannels(fleet, [channel(A, { hostId: OTHER, edition: 'third' })], [A], at())
  expect(next().channels).toMatchObject([{ id: A, phase: 'unknown' }])
  expect(idsOn(fleet, [HOST])).toEqual([B])
  putChannels(fleet, [], [A], at())
  expect(next()).toMatchObject({ channels: [], gone: [A] })
  putChannels(fleet, [channel(A)], [], at())
  expect(next()).toMatchObject({ channels: [{ id: A, phase: 'running' }], gone: [] })
})

test('a host is told of when it is another and when channels come or go, and not for what moves each second', () => {
  const next = listener()
  next()
  putHosts(fleet, [host({ name: 'two', edition: 'second' })], [], at())
  expect(next().hosts).toMatchObject([{ name: 'two', edition: 'second', channels: 2 }])
  putChannels(fleet, [channel(B, { hostId: null })], [], at())
  expect(next().hosts).toMatchObject([{ channels: 1 }])
  putChannels(fleet, [channel(A, { edition: 'second' })], [], at())
  expect(next().hosts).toEqual([])
  const room = { cores: 8, reserveCores: 1, heldCores: 2.5, waiting: 0, holders: [] }
  putReport(fleet, { ...report(1, seen(A, 25)), capacity: { ...room, otherCores: 0 } }, at(1))
  expect(next().hosts).toEqual([])
  putChannels(fleet, [], [A], at(1))
  expect(next().hosts).toMatchObject([{ channels: 0, room: { heldCores: 2.5 } }])
})

test('what groups and presets are called is told when it is another, of groups in reach alone', () => {
  const [own, other] = [GroupId.parse(A), GroupId.parse(B)]
  const called = (name: string) => ({
    groups: [
      { id: own, name },
      { id: other, name: 'Theirs' },
    ],
    presets: [{ id: 'news', name: 'News' }],
  })
  putNames(fleet, called('Ours'))
  const next = listener()
  const limited = listener({}, reachFrom('groups', [own]))
  expect(next().names).toEqual(called('Ours'))
  expect(limited().names?.groups).toEqual([{ id: own, name: 'Ours' }])
  putNames(fleet, called('Ours'))
  expect([next().names, limited().names]).toEqual([null, null])
  putNames(fleet, called('Ours, renamed'))
  expect(next().names).toEqual(called('Ours, renamed'))
  expect(limited().names?.groups).toEqual([{ id: own, name: 'Ours, renamed' }])
})

test('a host that falls silent is told with its channels, which keep their last word', () => {
  const next = listener()
  next()
  tick(fleet, at(7))
  expect(next()).toMatchObject({ channels: [], hosts: [] })
  tick(fleet, at(9))
  const told = next()
  expect(told.hosts).toMatchObject([{ id: HOST, link: 'unknown', lastSeenAt: at().toISOString() }])
  expect(told.channels).toMatchObject([
    { id: A, status: 'running', phase: 'unknown' },
    { id: B, status: 'running', phase: 'unknown' },
  ])
  putReport(fleet, report(10, seen(A, 25), seen(B, 25)), at(10))
  expect(next().channels).toMatchObject([{ phase: 'running' }, { phase: 'running' }])
})

test('the order in which channels, hosts and reports come to be known does not matter', () => {
  fleet = createFleet()
  putReport(fleet, report(0, seen(A, 25)), at())
  putChannels(fleet, [channel(A)], [], at())
  expect(fleet.channels.get(A)?.pulse.phase).toBe('unplaced')
  putHosts(fleet, [host()], [], at())
  expect(fleet.channels.get(A)?.pulse).toMatchObject({ phase: 'running', fps: 25 })
  expect(fleet.unplaced.size).toBe(0)
})

test('a listener that knows less than what is remembered of deleted channels starts anew', () => {
  const slow = listener()
  slow()
  fleet.oldestSeq = fleet.seq + 1
  fleet.seq += 2
  expect(slow()).toMatchObject({ whole: true })
})

test('a host that is no more leaves its channels without one, and every listener starts anew', () => {
  const next = listener()
  next()
  putHosts(fleet, [], [HOST], at())
  tick(fleet, at())
  const told = next()
  expect(told).toMatchObject({ whole: true, hosts: [] })
  expect(told.channels.map(({ phase }) => phase)).toEqual(['unplaced', 'unplaced'])
})

const AIR = {
  showing: 'live' as const,
  mediaSequence: 1,
  segments: 3,
  lastPublishedAt: null,
  viewers: 0,
  sentBytes: 0,
}
const healthOf = (id: ChannelId) => fleet.channels.get(id)?.pulse.health
const answering = (answers: boolean, seconds: number) => ({
  ...report(seconds, { ...seen(A, 25), air: AIR }, { ...seen(B, 25), air: null }),
  origin: { answers, lastWordAt: at(seconds).toISOString() },
})

test('a listener is told of a verdict that changes although the channel does not', () => {
  const next = listener()
  putReport(fleet, answering(true, 1), at(1))
  next()
  expect(healthOf(A)).toMatchObject({ level: 'well', code: 'live' })
  putReport(fleet, answering(false, 2), at(2))
  const told = next()
  expect(told.channels).toMatchObject([
    { id: A, status: 'error', health: { level: 'dark', code: 'origin-away' } },
    { id: B, health: { level: 'dark', code: 'origin-away' } },
  ])
  expect(told.hosts).toMatchObject([{ health: { level: 'dark' } }])
})

test('channels of a host that falls silent stay wanted, and are unknown since its last word', () => {
  putReport(fleet, answering(true, 1), at(1))
  tick(fleet, at(20))
  const since = at(1).toISOString()
  expect(healthOf(A)).toEqual({ level: 'unknown', code: 'host-silent', since })
  expect(totalsOf(fleet)).toMatchObject({ wanted: 2, worst: 'unknown', levels: { unknown: 2 } })
})

test('a channel is wanted when its schedule says so, with its host silent too', () => {
  const oneOff = [{ from: at(30).toISOString(), until: at(60).toISOString(), onAir: true }]
  const schedule = Schedule.parse({ timeZone: 'UTC', weekly: [], oneOff })
  putChannels(fleet, [channel(A, { schedule })], [A], at())
  expect(healthOf(A)).toMatchObject({ level: 'off', code: 'scheduled' })
  tick(fleet, at(20))
  expect(totalsOf(fleet).wanted).toBe(1)
  tick(fleet, at(31))
  expect(healthOf(A)).toMatchObject({ level: 'unknown', code: 'host-silent' })
  tick(fleet, at(61))
  expect(healthOf(A)).toMatchObject({ level: 'off', code: 'scheduled' })
})

test('totals are of every channel, whatever a screen shows', () => {
  expect(totalsOf(fleet)).toMatchObject({ wanted: 2, onAir: 0, cpuPercent: null })
})

test('a listener is told of every change, however many there are at once', () => {
  const next = listener()
  const ids = Array.from({ length: 1100 }, (_, index) =>
    ChannelId.parse(`00000000-0000-4000-8000-1${String(index).padStart(11, '0')}`),
  )
  const put = (edition: string) =>
    putChannels(
      fleet,
      ids.map((id) => channel(id, { edition })),
      [],
      at(),
    )
  put('first')
  next()
  put('second')
  expect(next().channels).toHaveLength(1100)
  expect(next().channels).toHaveLength(0)
})

test('channels are in the order of names after whatever becomes of them', () => {
  const names = () => channelsByName(fleet).map(({ facts }) => facts.name)
  putChannels(fleet, [channel(A, { name: 'Zeta' }), channel(B, { name: 'beta' })], [], at())
  expect(names()).toEqual(['beta', 'Zeta'])
  expect(channelsByName(fleet)).toBe(channelsByName(fleet))
  putChannels(fleet, [channel(A, { name: 'Alpha' })], [], at())
  expect(names()).toEqual(['Alpha', 'beta'])
  putChannels(fleet, [], [A], at())
  expect(names()).toEqual(['beta'])
  putChannels(fleet, [channel(A, { name: 'Çay' })], [], at())
  expect(names()).toEqual(['beta', 'Çay'])
})
