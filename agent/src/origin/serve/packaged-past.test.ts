import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { picturePes, tables } from '../domain/cmaf/test/make-stream.ts'
import { IDR, SETS } from '../domain/cmaf/test/read-back.ts'
import { askAtOnce } from '../test/ask-at-once.ts'
import { CHANNEL, FIRST, runFolder, type Stage, setStage } from '../test/stage.ts'

const HOUR = '2026010100'
/** Many more than may wait. */
const KEPT = 200
const SEGMENT = Buffer.concat([tables(), picturePes({ pts: 9000 }, [...SETS, IDR])])
const nameOf = (number: number) => String(number).padStart(8, '0')

let stage: Stage
beforeEach(async () => {
  stage = await setStage()
})
afterEach(() => stage.close())

test('who asks for thousands of segments of the past as CMAF is told to wait, and what is live is sent', async () => {
  const kept = join(stage.media, '_dvr', CHANNEL, HOUR)
  mkdirSync(kept, { recursive: true })
  mkdirSync(runFolder(stage.media, FIRST), { recursive: true })
  for (let number = 0; number < KEPT; number++) {
    writeFileSync(join(kept, `${FIRST}-${nameOf(number)}.ts`), SEGMENT)
  }
  writeFileSync(join(runFolder(stage.media, FIRST), '00000000.ts'), SEGMENT)
  const pathOf = (file: string) => `/streams/_/${CHANNEL}/${file}`
  const ofPast = (number: number) => pathOf(`dvr/${HOUR}/${FIRST}-${nameOf(number)}.mp4`)
  const paths = Array.from({ length: KEPT }, (_, number) => ofPast(number))
  const live = pathOf(`${FIRST}/00000000.mp4`)

  const answers = await askAtOnce(stage.base, 'GET', [...paths, live])
  const statuses = answers.map((one) => Number(one.slice(0, 3)))
  expect(statuses.pop()).toBe(200)
  expect(new Set(statuses)).toEqual(new Set([200, 503]))
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(50)
  expect((await stage.get(ofPast(statuses.indexOf(503)))).status).toBe(200)
})
