import { expect, test } from 'vitest'
import { type HostHealthInput, hostHealth } from './host-health.ts'

const AT = '2026-01-01T00:00:00Z'
const sample = {
  cpuPercent: 40,
  load1: 1,
  coresPercent: [40, 40],
  memoryTotalBytes: 100,
  memoryUsedBytes: 10,
  mediaTotalBytes: 100,
  mediaUsedBytes: 10,
  diskTotalBytes: 100,
  diskUsedBytes: 10,
}
const host = (change: Partial<HostHealthInput> = {}): HostHealthInput => ({
  link: 'connected',
  lastSeenAt: AT,
  heldRevision: null,
  twoAgentsSince: null,
  sample,
  origin: null,
  ...change,
})
const loaded = (change: Partial<typeof sample>) => host({ sample: { ...sample, ...change } })
const told = (of: HostHealthInput) => {
  const { level, troubles } = hostHealth(of)
  return [level, ...troubles.map(({ code }) => code)].join(' ')
}

test.each<[string, HostHealthInput]>([
  ['well', host()],
  ['well', host({ sample: null })],
  ['well', host({ origin: { answers: true, lastWordAt: AT } })],
  ['off', host({ link: 'never', lastSeenAt: null, sample: null })],
  ['unknown silent', host({ link: 'unknown' })],
  ['dark originAway', host({ origin: { answers: false, lastWordAt: AT } })],
  ['impaired twoAgents', host({ twoAgentsSince: AT })],
  ['unknown silent twoAgents', host({ link: 'unknown', twoAgentsSince: AT })],
  ['impaired mediaFull', loaded({ mediaUsedBytes: 93 })],
  ['impaired memoryFull', loaded({ memoryUsedBytes: 96 })],
  ['impaired cpuFull', loaded({ cpuPercent: 100, load1: 2 })],
  ['notice diskFull', loaded({ diskUsedBytes: 96 })],
  ['notice held', host({ heldRevision: 3 })],
])('%s', (expected, of) => {
  expect(told(of)).toBe(expected)
})

test('a second of full CPU is no trouble', () => {
  expect(told(loaded({ cpuPercent: 100, load1: 0.5 }))).toBe('well')
})

test('how full it is and since when it is silent are told', () => {
  expect(hostHealth(loaded({ mediaUsedBytes: 93 })).troubles[0]).toMatchObject({ percent: 93 })
  expect(hostHealth(host({ link: 'unknown' })).troubles[0]).toMatchObject({ since: AT })
})

test('the worst trouble comes first', () => {
  const many = host({
    heldRevision: 3,
    origin: { answers: false, lastWordAt: null },
    sample: { ...sample, mediaUsedBytes: 99 },
  })
  expect(told(many)).toBe('dark originAway mediaFull held')
})

test('figures of a host that is not heard of say nothing of now', () => {
  const full = { ...sample, mediaUsedBytes: 99 }
  const away = { answers: false, lastWordAt: AT }
  expect(told(host({ link: 'unknown', sample: full, origin: away }))).toBe('unknown silent')
})
