import { type RunLogSummary, reasonOf } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { runId } from '../../../test/run-id.ts'
import { keptLogs } from './kept-logs.ts'

const AT = '2026-03-01T10:00:00.000Z'
type How = { uptimeSeconds?: number; segments?: number; asked?: boolean }

function run(n: number, how: How = {}): RunLogSummary {
  const { uptimeSeconds = 2, segments = 0, asked = false } = how
  const reason = asked ? null : reasonOf('network', 'called-off')
  const end = { at: AT, uptimeSeconds, segments, exitCode: 1, signal: null, reason }
  return { runId: runId(n), startedAt: AT, end }
}
const tries = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => run(from + index))
const WELL = { uptimeSeconds: 3600, segments: 1800 }

/** As on a host: pruned after each start, so that a decision sees what the one before has left. */
function keptOf(runs: readonly RunLogSummary[]): RunLogSummary[] {
  return runs.reduce<RunLogSummary[]>((before, next) => {
    const all = before.concat(next)
    const kept = keptLogs(all)
    return all.filter(({ runId: id }) => kept.has(id))
  }, [])
}
const idsOf = (runs: readonly RunLogSummary[]) => runs.map(({ runId: id }) => id)

test('the run that failed is kept through a thousand tries after it, with the newest runs', () => {
  const kept = keptOf([run(1, WELL), ...tries(2, 1000)])
  expect(idsOf(kept)).toEqual(idsOf([run(1), ...tries(994, 8)]))
})

test('so is the first that failed of a channel that has never been on air', () => {
  expect(idsOf(keptOf(tries(1, 300)))[0]).toBe(runId(1))
})

test('of each of the last four outages the run that failed first is kept', () => {
  const outages = [1, 2, 3, 4, 5, 6].flatMap((n) => [run(n * 100, WELL), ...tries(n * 100 + 1, 30)])
  const kept = idsOf(keptOf(outages))
  expect(kept).toHaveLength(12)
  expect(kept.slice(0, 4)).toEqual([3, 4, 5, 6].map((n) => runId(n * 100)))
})

test('a source that comes for a moment with each try pushes nothing out', () => {
  const moments = tries(2, 500).map(({ runId: id }, index) => ({
    ...run(index + 2, { uptimeSeconds: 5, segments: 2 }),
    runId: id,
  }))
  expect(idsOf(keptOf([run(1, WELL), ...moments]))[0]).toBe(runId(1))
})

test('of ends that were asked for only the newest are kept, and a run that goes on is', () => {
  const asked = Array.from({ length: 50 }, (_, index) => run(index + 1, { ...WELL, asked: true }))
  const kept = keptOf([...asked, { ...run(51), end: null }])
  expect(idsOf(kept)).toEqual([44, 45, 46, 47, 48, 49, 50, 51].map(runId))
})
