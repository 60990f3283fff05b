import { ENGLISH, type Reason, reasonOf, renderMessage } from '@cashbacktv/contract'
import { TURKISH } from '@cashbacktv/contract/in-turkish'
import { expect, test } from 'vitest'
import { createAlertWorld, failingRestream, NETWORK } from './test/alert-world.ts'

const REFUSED = reasonOf('network', 'restream-refused')
const SILENT = reasonOf('network', 'restream-silent', { seconds: 30 })

function aChannel() {
  const world = createAlertWorld()
  world.host(1)
  world.channel(1, 1, ['source.example'])
  world.sendOn(1, ['a.example', 'b.example', 'c.example'])
  world.pass(5)
  const ago = (seconds: number) => new Date(world.now().getTime() - seconds * 1000)
  const fail = (...failing: [since: Date, reason: Reason][]) => {
    const restreams = failing.map(([since, reason], place) => {
      return failingRestream(1, place, since, reason)
    })
    world.see(1, { also: { restreams } })
  }
  const alert = () => world.open().flatMap(({ raised }) => raised)[0]
  return { world, ago, fail, alert }
}

test('a destination fails since its host says so, and for its own reason', () => {
  const { world, ago, fail, alert } = aChannel()
  const since = ago(300)
  fail([since, REFUSED])
  world.see(1, { reason: NETWORK })
  world.pass(61)
  expect(alert()).toMatchObject({ rule: 'channel-restream-failing', since, reason: REFUSED })
  expect(world.open()[0]?.row).toMatchObject({ since })
})

test('of several destinations the one that fails longest is told of, and how many they are', () => {
  const { world, ago, fail, alert } = aChannel()
  const since = ago(300)
  fail([ago(20), REFUSED], [since, SILENT], [ago(100), REFUSED])
  world.pass(61)
  expect(alert()).toMatchObject({ since, reason: { class: 'network', code: 'restreams-failing' } })
  const { code, params = {}, message } = alert()?.reason ?? NETWORK
  expect(renderMessage(ENGLISH, { code, params })).toBe(
    `Destinations that it cannot be sent on to: 3. Of the one that fails longest: ${SILENT.message}`,
  )
  expect(message).toBe(renderMessage(ENGLISH, { code, params }))
  expect(renderMessage(TURKISH, { code, params })).toMatch(/sayısı: 3\..*30 sn boyunca/)
})

test('a rule that waits for several is broken since as many fail', () => {
  const { world, ago, fail, alert } = aChannel()
  world.rules = new Map([['channel-restream-failing', { threshold: 2 }]])
  const second = ago(100)
  fail([ago(300), REFUSED], [second, SILENT], [ago(20), SILENT])
  world.pass(61)
  expect(alert()).toMatchObject({ since: second })
})

test('a reason that only a newer agent has words for is told in those of its own', () => {
  const { world, ago, fail, alert } = aChannel()
  const newer: Reason = { class: 'network', code: 'of-tomorrow', message: 'It is full.' }
  fail([ago(300), newer], [ago(200), newer])
  world.pass(61)
  expect(alert()?.reason?.message).toBe('It is full.')
})

test('a picture is black since it is, however long its channel is on air', () => {
  const { world, ago, alert } = aChannel()
  const since = ago(30)
  const conditions = [{ kind: 'black' as const, since: since.toISOString(), alarms: true }]
  const content = { conditions, seconds: {}, learntSeconds: {}, isLearning: false, loudness: null }
  world.see(1, { state: 'degraded', also: { content, since: ago(3000).toISOString() } })
  world.pass(2)
  expect(alert()).toMatchObject({ rule: 'channel-black', since })
})

test('a channel is on its backup for what its source was left for, though it is well', () => {
  const { world, alert } = aChannel()
  world.see(1, { source: 1, also: { sourceLeftFor: NETWORK } })
  world.pass(20)
  expect(alert()).toMatchObject({ rule: 'channel-on-backup', reason: NETWORK })
})

test('channels wait for room since the first of them does, and for what that one lacks', () => {
  const world = createAlertWorld()
  world.host(1)
  for (const number of [1, 2]) world.channel(number, 1, ['source.example'])
  world.pass(5)
  const since = (seconds: number) => new Date(world.now().getTime() - seconds * 1000).toISOString()
  const noRoom = (message: string): Reason => ({ class: 'resource', code: 'no-capacity', message })
  const waits = (number: number, seconds: number) => {
    const also = { since: since(seconds) }
    const reason = noRoom(`Of ${number}.`)
    world.see(number, { showing: 'nothing', state: 'queued', reason, also })
  }
  waits(1, 20)
  waits(2, 40)
  const dated = since(40)
  world.pass(70)
  const raised = world.open().flatMap((one) => one.raised)
  expect(raised.find(({ rule }) => rule === 'channels-waiting')).toMatchObject({
    since: new Date(dated),
    reason: noRoom('Of 2.'),
  })
})

test('of a host that is full it is told who holds what it has', () => {
  const world = createAlertWorld()
  world.host(1)
  const none = { diskReadBytesPerSecond: 0, diskWrittenBytesPerSecond: 0, networkSentBytes: 0 }
  const rates = { networkReceivedBytesPerSecond: 0, networkSentBytesPerSecond: 0 }
  const sample = {
    ...none,
    ...rates,
    networkReceivedBytes: 0,
    load1: 9,
    cpuPercent: 99,
    coresPercent: [99, 99],
    memoryTotalBytes: 16e9,
    memoryUsedBytes: 15e9,
    mediaTotalBytes: 8e9,
    mediaUsedBytes: 7.5e9,
    diskTotalBytes: 1e9,
    diskUsedBytes: 0.99e9,
  }
  world.report(1, { sample })
  world.pass(70)
  const raised = world.open().flatMap((one) => one.raised)
  const reasons = raised.map(({ rule, reason }) => [rule, reason?.code])
  expect(Object.fromEntries(reasons)).toEqual({
    'host-cpu-full': 'cpu-taken',
    'host-memory-full': 'memory-taken',
    'media-full': 'media-left',
    'disk-full': 'disk-left',
  })
})

test('silence is heard since the audio went', () => {
  const { world, ago, alert } = aChannel()
  const since = ago(5)
  const air = { showing: 'live', mediaSequence: 1, segments: 3, viewers: 1, sentBytes: 0 } as const
  const times = { lastPublishedAt: null, soundMissingSince: since.toISOString() }
  world.see(1, {
    state: 'degraded',
    also: { air: { ...air, ...times }, since: ago(3000).toISOString() },
  })
  world.pass(40)
  expect(alert()).toMatchObject({ rule: 'channel-silence', since })
})

test('a channel is given up since its host says so, not since its slate is shown', () => {
  const { world, ago, alert } = aChannel()
  const since = ago(3)
  const reason: Reason = { class: 'encoding', code: 'codec', message: 'It crashed.' }
  const slates = { since: ago(600).toISOString(), recent: 1, recentSince: ago(600).toISOString() }
  const said = { since: since.toISOString(), slates }
  world.see(1, { showing: 'slate', state: 'error', reason, also: said })
  world.pass(1)
  expect(alert()).toMatchObject({ rule: 'channel-given-up', since, reason })
})

test('two agents of one host are told since they show, as nothing else of it, and no more after a while', () => {
  const { world, ago, alert } = aChannel()
  world.double(1)
  const since = ago(0)
  world.pass(1)
  expect(alert()).toMatchObject({ rule: 'host-two-agents', since })
  expect(world.open()[0]?.row.said.code).toBe('alert-host-two-agents')
  world.pass(330)
  expect(world.open()).toEqual([])
})

test('a host is silent since its last word, an origin since its own', () => {
  const { world, ago, alert } = aChannel()
  const heard = ago(0)
  world.silence(1)
  world.pass(16)
  expect(alert()).toMatchObject({ rule: 'host-silent', since: heard })
  const other = aChannel()
  const answered = other.ago(0)
  other.world.originAnswers(1, false)
  other.world.pass(30)
  expect(other.world.open().flatMap(({ raised }) => raised)).toContainEqual(
    expect.objectContaining({ rule: 'origin-away', since: answered }),
  )
})
