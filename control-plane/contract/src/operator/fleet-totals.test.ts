import { expect, test } from 'vitest'
import { fleetTotals } from './fleet-totals.ts'

const sample = (cores: number, cpuPercent: number) => ({
  coresPercent: Array(cores).fill(cpuPercent),
  cpuPercent,
  memoryUsedBytes: 10,
  memoryTotalBytes: 40,
  networkSentBytesPerSecond: 1000,
  networkReceivedBytesPerSecond: 500,
})

test('the load of all hosts counts every core alike', () => {
  const totals = fleetTotals(
    [],
    [
      { link: 'connected', sample: sample(6, 100) },
      { link: 'connected', sample: sample(2, 0) },
    ],
  )
  expect(totals).toMatchObject({ cpuPercent: 75, cores: 8, networkSentKbps: 16 })
})

test('figures of hosts that are not heard of are unknown, not 0', () => {
  const totals = fleetTotals([], [{ link: 'unknown', sample: sample(4, 50) }])
  expect(totals).toMatchObject({ cpuPercent: null, memoryUsedBytes: null, networkSentKbps: null })
})

test('a channel that shows its slate is on air, one that is switched off is not wanted', () => {
  const totals = fleetTotals(
    [
      { status: 'error', showing: 'slate', viewers: 4 },
      { status: 'running', showing: 'live', viewers: 0 },
      { status: 'stopped', showing: 'nothing', viewers: 0 },
      { status: 'starting', showing: 'nothing', viewers: 0 },
    ],
    [],
  )
  expect(totals).toMatchObject({ onAir: 2, wanted: 3, viewers: 4, watched: 1 })
})
