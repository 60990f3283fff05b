import type { RunId } from '@cashbacktv/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Cursor, type RunOutput, takeNext } from './intake.ts'

const MANY = 1000

test('for any arrivals and switches no segment is taken twice, and each gap is marked', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('arrive', 'arrive', 'switch', 'trim'), { maxLength: 60 }),
      (steps) => {
        const runs: RunOutput[] = [emptyRun(0)]
        let cursor: Cursor | null = null
        const taken: { key: string; discontinuity: boolean }[] = []
        for (const step of steps) {
          happen(runs, step)
          const next = takeNext(cursor, runs, MANY)
          cursor = next.cursor
          for (const { runId, index, discontinuity } of next.taken) {
            taken.push({ key: `${runId}/${index}`, discontinuity })
          }
        }
        const keys = taken.map(({ key }) => key)
        expect(new Set(keys).size).toBe(keys.length)
        for (const { key, discontinuity } of taken) expect(discontinuity).toBe(key.endsWith('/0'))
      },
    ),
  )
})

test('a run that is replaced stays on air until the new one has a complete segment', () => {
  const old = withOneMore(withOneMore(emptyRun(1)))
  const cursor = { runId: old.runId, nextIndex: 1 }
  expect(takeNext(cursor, [old, emptyRun(2)], MANY).taken).toMatchObject([{ index: 1 }])
  const switched = takeNext(cursor, [old, withOneMore(emptyRun(2))], MANY)
  expect(switched.taken).toMatchObject([
    { runId: emptyRun(2).runId, index: 0, discontinuity: true },
  ])
})

test('an ended run gives what it completed before the next one takes over', () => {
  const old = { ...withOneMore(emptyRun(1)), ended: true }
  const next = takeNext(null, [old, withOneMore(emptyRun(2))], MANY)
  expect(next.taken.map(({ runId }) => runId)).toEqual([old.runId, emptyRun(2).runId])
})

test('an ended run that came before the last one taken from is not shown again', () => {
  const old = { ...withOneMore(emptyRun(1)), ended: true }
  const cursor = { runId: emptyRun(2).runId, nextIndex: 5 }
  expect(takeNext(cursor, [old], MANY).taken).toEqual([])
})

test('far behind the live edge the intake goes there, and the gap is marked', () => {
  let run = emptyRun(1)
  for (let at = 0; at < 20; at++) run = withOneMore(run)
  const { taken } = takeNext({ runId: run.runId, nextIndex: 2 }, [run], 5)
  expect(taken.map(({ index, discontinuity }) => [index, discontinuity])).toEqual([
    [15, true],
    [16, false],
    [17, false],
    [18, false],
    [19, false],
  ])
})

function happen(runs: RunOutput[], step: string): void {
  const last = runs.at(-1)
  if (last === undefined) return
  if (step === 'arrive') runs.splice(-1, 1, withOneMore(last))
  if (step === 'switch') runs.splice(-1, 1, { ...last, ended: true }, emptyRun(numberOf(last) + 1))
  if (step === 'trim' && runs.length > 1) runs.shift()
}

function emptyRun(number: number): RunOutput {
  const runId = `aaaaaa${String(number).padStart(2, '0')}-0123456789abcdef` as RunId
  return { runId, ended: false, segments: [] }
}

function numberOf(run: RunOutput): number {
  return Number(run.runId.slice(6, 8))
}

function withOneMore(run: RunOutput): RunOutput {
  const index = run.segments.length
  const file = `${String(index).padStart(8, '0')}.ts`
  return { ...run, segments: [...run.segments, { index, file, durationSeconds: 2, startsAt: 0 }] }
}
