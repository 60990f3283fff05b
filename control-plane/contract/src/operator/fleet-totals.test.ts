import { expect, test } from 'vitest'
import type { HealthLevel } from '../health/health-level-schema.ts'
import { fleetTotals } from './fleet-totals.ts'

const sample = (cores: number, cpuPercent: number) => ({
  coresPercent: Array(cores).fill(cpuPercent),
  cpuPercent,
  memoryUsedBytes: 10,
  memoryTotalBytes: 40,
  networkSentBytesPerSecond: 1000,
  networkReceivedBytesPerSecond: 500,
})

const WELL = { level: 'well' } as const
const at = (level: HealthLevel) => {
  return { health: { level, code: 'live', since: '2026-01-01T00:00:00Z' } } as const
}

test('the load of all hosts counts every core alike', () => {
  const totals = fleetTotals(
    [],
    [
      { link: 'connected', health: WELL, sample: sample(6, 100) },
      { link: 'connected', health: WELL, sample: sample(2, 0) },
    ],
  )
  expect(totals).toMatchObject({ cpuPercent: 75, cores: 8, networkSentKbps: 16 })
})

test('figures of hosts that are not heard of are unknown, not 0', () => {
  const totals = fleetTotals([], [{ link: 'unknown', health: WELL, sample: sample(4, 50) }])
  expect(totals).toMatchObject({ cpuPercent: null, memoryUsedBytes: null, networkSentKbps: null })
})

test('what goes out is what viewers get, and a channel without viewers sends nothing', () => {
  const channel = { ...at('well'), showing: 'live', outputBitrateKbps: 3000 } as const
  const channels = [
    { ...channel, viewers: 2 },
    { ...channel, viewers: 0 },
    { ...channel, viewers: 5, outputBitrateKbps: null },
  ]
  expect(fleetTotals(channels, [])).toMatchObject({ viewerKbps: 6000 })
})

test('a channel that shows its slate is on air, one that is switched off is not wanted', () => {
  const totals = fleetTotals(
    [
      { ...at('slate'), showing: 'slate', viewers: 4 },
      { ...at('well'), showing: 'live', viewers: 0 },
      { ...at('off'), showing: 'nothing', viewers: 0 },
      { ...at('pending'), showing: 'nothing', viewers: 0 },
    ],
    [],
  )
  expect(totals).toMatchObject({ onAir: 2, wanted: 3, viewers: 4, watched: 1, worst: 'slate' })
  expect(totals.levels).toMatchObject({ off: 1, well: 1, pending: 1, slate: 1, dark: 0 })
})

test('a channel of a silent host is wanted, and one of an origin that is away is not on air', () => {
  const totals = fleetTotals(
    [
      { ...at('unknown'), showing: 'nothing', viewers: 0 },
      { ...at('dark'), showing: 'live', viewers: 0 },
    ],
    [],
  )
  expect(totals).toMatchObject({ wanted: 2, onAir: 0, worst: 'dark' })
})

test('the worst of everything may be a host', () => {
  const hosts = [{ link: 'connected', health: { level: 'impaired' }, sample: null }] as const
  const totals = fleetTotals([{ ...at('well'), showing: 'live', viewers: 0 }], hosts)
  expect(totals.worst).toBe('impaired')
})
