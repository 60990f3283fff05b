import { setImmediate as nextTurn } from 'node:timers/promises'
import { NOISY_MACHINE } from '@cashbacktv/contract/noisy-machine'
import { expect, test } from 'vitest'
import { createAnswersInFlight } from './answers-in-flight.ts'
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
  expect(await inTurns(busy(30, 3), createAnswersInFlight())).toBe('done')
  isOver = true
  expect(turns).toBeGreaterThanOrEqual(10)
})

test('a short one is made at once', async () => {
  let turns = 0
  setImmediate(() => {
    turns += 1
  })
  expect(await inTurns(busy(3, 0), createAnswersInFlight())).toBe('done')
  expect(turns).toBe(0)
})

test(
  'a long one waits for an answer to a person, which comes in many steps',
  NOISY_MACHINE,
  async () => {
    const answers = createAnswersInFlight()
    const end = answers.begin()
    let isMade = false
    const decision = inTurns(busy(30, 3), answers).then(() => {
      isMade = true
    })
    const from = performance.now()
    for (let step = 0; step < 10; step += 1) await nextTurn()
    const took = performance.now() - from
    expect(isMade).toBe(false)
    // One turn may have begun before; ten of them would take 50 ms.
    expect(took).toBeLessThan(25)
    end()
    await decision
  },
)

test('one is made among people who never cease to ask', async () => {
  const answers = createAnswersInFlight()
  let isMade = false
  const ask = () => {
    const end = answers.begin()
    setTimeout(() => {
      if (!isMade) ask()
      end()
    }, 20)
  }
  ask()
  expect(await inTurns(busy(30, 3), answers)).toBe('done')
  isMade = true
})
