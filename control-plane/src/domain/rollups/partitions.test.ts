import { expect, test } from 'vitest'
import { isOver, partitionOf, partitionsOver } from './partitions.ts'
import { FINEST, HOUR, MINUTE } from './rollup-steps.ts'

const at = Date.parse('2026-12-31T23:59:59.999Z')
const span = ({ from, to }: { from: number; to: number }) =>
  [from, to].map((ms) => new Date(ms).toISOString().slice(0, 10))

test('a partition is a day or a month of UTC, over the end of a year too', () => {
  expect(partitionOf(FINEST, at).suffix).toBe('10_20261231')
  expect(span(partitionOf(FINEST, at))).toEqual(['2026-12-31', '2027-01-01'])
  expect(partitionOf(HOUR, at).suffix).toBe('3600_202612')
  expect(span(partitionOf(HOUR, at))).toEqual(['2026-12-01', '2027-01-01'])
})

test('a time needs every partition it touches, the one of its last instant too', () => {
  const suffixes = (to: number) => partitionsOver(MINUTE, at, to).map(({ suffix }) => suffix)
  expect(suffixes(at)).toEqual(['60_20261231'])
  expect(suffixes(at + 1)).toEqual(['60_20261231', '60_20270101'])
  expect(suffixes(at + 86_400_001)).toHaveLength(3)
})

test('a partition goes when its last row is older than is kept, and nothing that is no partition', () => {
  const day = 86_400_000
  const end = Date.parse('2026-12-01')
  expect(isOver(FINEST, 'channel_rollups_10_20261130', end + 2 * day - 1)).toBe(false)
  expect(isOver(FINEST, 'channel_rollups_10_20261130', end + 2 * day)).toBe(true)
  expect(isOver(HOUR, 'host_rollups_3600_202611', end + 400 * day - 1)).toBe(false)
  expect(isOver(HOUR, 'host_rollups_3600_202611', end + 400 * day)).toBe(true)
  expect(isOver(FINEST, 'channel_rollups_10_kept', end + 999 * day)).toBe(false)
})
