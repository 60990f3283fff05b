import { expect, test } from 'vitest'
import type { Steps } from './domain/steps.ts'
import { inTurns } from './in-turns.ts'

function* busy(steps: number, stepMs: number): Steps<string> {
  for (let step = 0; step < steps; step += 1) {
    const until = performance.now() + stepMs
    while (performance.now() < until);
    yield
  }
  return 'done'
}

test('a long decision leaves everything else its turns', async () => {
  let turns = 0
  let isOver = false
  const count = () => {
    turns += 1
    if (!isOver) setImmediate(count)
  }
  setImmediate(count)
  expect(await inTurns(busy(30, 3))).toBe('done')
  isOver = true
  expect(turns).toBeGreaterThanOrEqual(10)
})

test('a short one is made at once', async () => {
  let turns = 0
  setImmediate(() => {
    turns += 1
  })
  expect(await inTurns(busy(3, 0))).toBe('done')
  expect(turns).toBe(0)
})
