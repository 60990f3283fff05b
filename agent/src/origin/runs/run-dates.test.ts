import { afterEach, beforeEach, expect, test } from 'vitest'
import { FIRST, type Stage, setStage } from '../test/stage.ts'

/** The stage dates its segments from the first of January on. */
const BEGIN = Date.UTC(2026, 0, 1)
const HOUR_MS = 3_600_000

let stage: Stage
/** How far the clock of the host was set back after the run began. */
let setBackMs = 0
let made = 0
beforeEach(async () => {
  setBackMs = 0
  made = 0
  stage = await setStage(() => BEGIN + made * 2000 - setBackMs)
})
afterEach(() => stage.close())

async function show(count: number) {
  made = count
  stage.write(FIRST, count)
  const text = await stage.listed(count)
  const dates = [...text.matchAll(/PROGRAM-DATE-TIME:(.*)/g)].map(([, at = '']) => Date.parse(at))
  const seams = text.split('\n').filter((line) => line === '#EXT-X-DISCONTINUITY').length
  return { dates: dates.map((at) => at - BEGIN), seams }
}

test('a run of which the clock of its host is set back has right dates from then on, after a restart too', async () => {
  stage.air([{ runId: FIRST, ended: false }])
  expect(await show(2)).toEqual({ dates: [0, 2000], seams: 0 })
  setBackMs = 3 * HOUR_MS
  const dates = [0, 2000, 4000 - setBackMs]
  expect(await show(3)).toEqual({ dates, seams: 1 })
  expect(stage.warnings).toEqual(['Dates of a run were off: set anew'])
  stage.restart()
  expect(await show(4)).toEqual({ dates: [...dates, 6000 - setBackMs], seams: 1 })
  expect(stage.warnings).toHaveLength(1)
})
