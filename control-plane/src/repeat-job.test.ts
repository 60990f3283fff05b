import { Writable } from 'node:stream'
import pino from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { NOT_TRIED, repeatJob } from './repeat-job.ts'

const away = new Error('away')
type Answer = Error | typeof NOT_TRIED | undefined

/** What is said while a job answers these one after another, and the last of them from then on. */
async function saidOf(answers: readonly Answer[]): Promise<string[]> {
  const said: string[] = []
  const out = new Writable({
    write(line, _encoding, done) {
      said.push(JSON.parse(line).msg)
      done()
    },
  })
  let looks = 0
  const job = async () => {
    const answer = answers[Math.min(looks, answers.length - 1)]
    looks += 1
    if (answer instanceof Error) throw answer
    return answer
  }
  const stop = repeatJob(job, { everyMs: 1, log: pino(out), failed: 'letters wait' })
  onTestFinished(stop)
  await expect.poll(() => looks, { interval: 1 }).toBeGreaterThan(answers.length + 2)
  await stop()
  return said
}

test('a job that fails is said once, and so is that it works again', async () => {
  expect(await saidOf([away])).toEqual(['letters wait'])
  expect(await saidOf([away, away, undefined])).toEqual([
    'letters wait',
    'letters wait; it works again',
  ])
})

test('a look that had nothing to try neither ends a failure nor begins it anew', async () => {
  expect(await saidOf([away, NOT_TRIED, away, NOT_TRIED])).toEqual(['letters wait'])
  expect(await saidOf([away, NOT_TRIED, undefined])).toEqual([
    'letters wait',
    'letters wait; it works again',
  ])
  expect(await saidOf([NOT_TRIED])).toEqual([])
})
