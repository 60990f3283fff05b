import { expect, test } from 'vitest'
import { coresSeen, type MeanCores } from './mean-cores.ts'
import { addOtherLoad } from './other-load.ts'

function after(seconds: number, cores: number[], runs: (number | null)[], seen?: MeanCores | null) {
  let mean = seen ?? null
  for (let second = 0; second < seconds; second++) mean = addOtherLoad(mean, cores, runs)
  return mean
}

test('it is what the host takes beside its runs', () => {
  expect(coresSeen(after(10, [100, 60], [30, 50]))).toBe(0.8)
})

test('runs that took more than the cores were busy leave nothing, and less than nothing never', () => {
  expect(coresSeen(after(10, [50, 50], [80, 40]))).toBe(0)
})

test('a second in which a run was not measured says nothing of the others', () => {
  const before = after(20, [20, 20], [10])
  expect(after(5, [100, 100], [10, null], before)).toEqual(before)
})

test('a short burst is little in the mean of a minute', () => {
  const quiet = after(60, [0, 0], [])
  expect(coresSeen(after(3, [100, 100], [], quiet))).toBeLessThanOrEqual(0.1)
  expect(coresSeen(after(300, [100, 100], [], quiet))).toBeGreaterThan(1.95)
})
