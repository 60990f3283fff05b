import { expect, test } from 'vitest'
import { bandwidthRows } from './bandwidth.ts'

test('the channels that send the most come first, and those nobody watches not at all', () => {
  const rows = bandwidthRows(
    [
      { id: 'few', outputBitrateKbps: 6000, viewers: 2 },
      { id: 'many', outputBitrateKbps: 2000, viewers: 50 },
      { id: 'nobody', outputBitrateKbps: 2000, viewers: 0 },
      { id: 'unknown', outputBitrateKbps: null, viewers: 9 },
    ],
    5,
  )
  expect(rows.map(({ id, kbps }) => [id, kbps])).toEqual([
    ['many', 100_000],
    ['few', 12_000],
  ])
})
