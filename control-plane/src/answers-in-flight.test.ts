import { expect, test } from 'vitest'
import { createAnswersInFlight } from './answers-in-flight.ts'

test('what waits goes on with the end of the last answer, each once', () => {
  const answers = createAnswersInFlight()
  let went = 0
  answers.whenNone(1000, () => (went += 1))
  expect(went).toBe(1)

  const [first, second] = [answers.begin(), answers.begin()]
  answers.whenNone(60_000, () => (went += 1))
  first()
  first()
  expect(went).toBe(1)
  second()
  expect(went).toBe(2)
  answers.begin()()
  expect(went).toBe(2)
})

test('an answer that does not end holds nothing up for ever', async () => {
  const answers = createAnswersInFlight()
  answers.begin()
  let went = false
  answers.whenNone(60_000, () => (went = true))
  expect(went).toBe(false)
  await expect.poll(() => went).toBe(true)
})

test('nobody waits longer than he can', async () => {
  const answers = createAnswersInFlight()
  const end = answers.begin()
  let went = 0
  answers.whenNone(5, () => (went += 1))
  await expect.poll(() => went, { interval: 1 }).toBe(1)
  end()
  expect(went).toBe(1)
})
