import { expect, test } from 'vitest'
import { createAnswersInFlight } from './answers-in-flight.ts'
import { createTurns } from './short-turns.ts'

function workFor(ms: number): void {
  const until = performance.now() + ms
  while (performance.now() < until);
}

test('what comes at once is done in its order, and others of the process have turns in between', async () => {
  const inTurn = createTurns(createAnswersInFlight())
  const done: number[] = []
  let between = 0
  const others = setInterval(() => {
    between += 1
  }, 0)
  for (let n = 0; n < 20; n++) {
    inTurn(() => {
      workFor(6)
      done.push(n)
    })
  }
  expect(done).toEqual([])
  await expect.poll(() => done.length, { interval: 0 }).toBe(20)
  clearInterval(others)
  expect(done).toEqual(Array.from({ length: 20 }, (_, n) => n))
  // Each work is longer than a turn: every one was followed by everybody else's.
  expect(between).toBeGreaterThanOrEqual(15)
})

test('what promises do of a work counts as its own', async () => {
  const inTurn = createTurns(createAnswersInFlight())
  let done = 0
  let between = 0
  const others = setInterval(() => {
    between += 1
  }, 0)
  for (let n = 0; n < 20; n++) {
    inTurn(async () => {
      for (let step = 0; step < 10; step++) await null
      workFor(6)
      done += 1
    })
  }
  await expect.poll(() => done, { interval: 0 }).toBe(20)
  clearInterval(others)
  expect(between).toBeGreaterThanOrEqual(15)
})

test('short works share a turn, and what is handed over meanwhile is done too', async () => {
  const inTurn = createTurns(createAnswersInFlight())
  const turns = new Set<number>()
  let turn = 0
  let isOver = false
  const count = () => {
    turn += 1
    if (!isOver) setImmediate(count)
  }
  setImmediate(count)
  for (let n = 0; n < 100; n++) inTurn(() => turns.add(turn))
  inTurn(() =>
    inTurn(() => {
      isOver = true
    }),
  )
  await expect.poll(() => isOver, { interval: 0 }).toBe(true)
  expect(turns.size).toBeLessThan(20)
})

test('waits for answers that are being made, and not for ever', async () => {
  const answers = createAnswersInFlight()
  const inTurn = createTurns(answers)
  const done: string[] = []
  const end = answers.begin()
  inTurn(() => done.push('held'))
  await new Promise(setImmediate)
  await new Promise(setImmediate)
  expect(done).toEqual([])
  end()
  await expect.poll(() => done, { interval: 0 }).toEqual(['held'])

  const endless = answers.begin()
  const from = performance.now()
  inTurn(() => done.push('late'))
  await expect.poll(() => done, { interval: 0 }).toEqual(['held', 'late'])
  // Before the answer stops to count by itself.
  expect(performance.now() - from).toBeLessThan(190)
  endless()
})
