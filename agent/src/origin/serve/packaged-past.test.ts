import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { picturePes, tables } from '../domain/cmaf/test/make-stream.ts'
import { IDR, SETS } from '../domain/cmaf/test/read-back.ts'
import { CHANNEL, FIRST, runFolder, type Stage, setStage } from '../test/stage.ts'

const HOUR = '2026010100'
/** Many more than may wait. */
const KEPT = 400
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
  const statusOf = async (path: string) => {
    const answer = await stage.get(`/streams/_/${CHANNEL}/${path}`)
    await answer.arrayBuffer()
    return answer.status
  }
  const ofPast = (number: number) => `dvr/${HOUR}/${FIRST}-${nameOf(number)}.mp4`

  const asked = Array.from({ length: KEPT }, (_, number) => statusOf(ofPast(number)))
  expect(await statusOf(`${FIRST}/00000000.mp4`)).toBe(200)
  const statuses = await Promise.all(asked)
  expect(new Set(statuses)).toEqual(new Set([200, 503]))
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(50)
  expect(await statusOf(ofPast(statuses.indexOf(503)))).toBe(200)
})
