import type { RunId } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { type RunOutput, takeNext } from './intake.ts'

const MANY = 1000

test('a run that is replaced stays on air until the new one has a complete segment', () => {
  const before = [{ runId: runId(1), nextIndex: 1 }]
  expect(takeNext(before, [run(1, 2), run(2, 0)], MANY).taken).toMatchObject([{ index: 1 }])
  const switched = takeNext(before, [run(1, 2), run(2, 1)], MANY)
  expect(switched.taken).toMatchObject([{ runId: runId(2), index: 0 }])
  expect(switched.skipped).toMatchObject([{ runId: runId(1), index: 1 }])
})

test('an ended run gives what it completed before the next one takes over', () => {
  const { taken } = takeNext([], [run(1, 1, true), run(2, 1)], MANY)
  expect(taken.map((segment) => segment.runId)).toEqual([runId(1), runId(2)])
})

test('a run that replaced another and died lets it go on where it was left, nothing twice', () => {
  const switched = takeNext([{ runId: runId(1), nextIndex: 3 }], [run(1, 4), run(2, 1)], MANY)
  const back = takeNext(switched.positions, [run(2, 1, true), run(1, 6)], MANY)
  expect(back.taken.map(({ index }) => index)).toEqual([4, 5])
})

test('an ended run that came before the last one taken from is not shown again', () => {
  const positions = [{ runId: runId(2), nextIndex: 5 }]
  expect(takeNext(positions, [run(1, 1, true)], MANY).taken).toEqual([])
  expect(takeNext(positions, [run(1, 1, true), run(2, 6)], MANY).taken).toMatchObject([
    { index: 5 },
  ])
})

test('far behind its newest segment a run is joined there, and the rest is given up', () => {
  const { taken, skipped } = takeNext([{ runId: runId(1), nextIndex: 2 }], [run(1, 20)], 5)
  expect(taken.map(({ index }) => index)).toEqual([15, 16, 17, 18, 19])
  expect(skipped).toHaveLength(13)
})

function run(number: number, count: number, ended = false): RunOutput {
  const segments = Array.from({ length: count }, (_, index) => {
    const file = `${String(index).padStart(8, '0')}.ts`
    return { index, file, durationSeconds: 2, startsAt: index * 2000 }
  })
  return { runId: runId(number), ended, closed: false, ladder: null, segments }
}

function runId(number: number): RunId {
  return `aaaaaa${String(number).padStart(2, '0')}-0123456789abcdef` as RunId
}
