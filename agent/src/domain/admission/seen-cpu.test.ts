import { expect, test } from 'vitest'
import { coresSeen, type MeanCores } from './mean-cores.ts'
import { addCpu } from './seen-cpu.ts'

function seen(...seconds: [percent: number, speed: number | null][]): MeanCores | null {
  return seconds.reduce<MeanCores | null>(
    (so, [percent, speed]) => addCpu(so, percent, speed),
    null,
  )
}
const times = (count: number, percent: number, speed: number | null = null) =>
  Array.from({ length: count }, (): [number, number | null] => [percent, speed])

test('nothing is said before ten seconds were seen', () => {
  expect(coresSeen(null)).toBeUndefined()
  expect(coresSeen(seen(...times(9, 50)))).toBeUndefined()
  expect(coresSeen(seen(...times(10, 50)))).toBe(0.5)
})

test('it is the mean of the last minute or so, not the last second', () => {
  expect(coresSeen(seen(...times(60, 40), [100, null]))).toBeCloseTo(0.41, 5)
  expect(coresSeen(seen(...times(60, 40), ...times(400, 80)))).toBe(0.8)
})

test('a run slower than real time would need as much more as it is slow', () => {
  expect(coresSeen(seen(...times(20, 60, 0.5)))).toBe(1.2)
  expect(coresSeen(seen(...times(20, 60, 1.1)))).toBe(0.6)
})
