import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type DvrSlot, HOUR_MS, hourOf } from '../domain/dvr/dvr-slot.ts'
import { writeIndex } from '../dvr/hour-index.ts'
import { CHANNEL, FIRST, type Stage, segmentsOf, setStage } from '../test/stage.ts'

const NEWS = '/streams/news/index.m3u8'
const SLOTS = 1800

let stage: Stage
beforeEach(async () => {
  stage = await setStage()
})
afterEach(() => stage.close())

/** The index of the hour before this one. Answers when it began, in seconds since 1970. */
function keepHour(): number {
  const begin = (Math.floor(Date.now() / HOUR_MS) - 1) * HOUR_MS
  const hour = hourOf(begin)
  const slots = Array.from({ length: SLOTS }, (_, number): DvrSlot => {
    return {
      path: `${hour}/${FIRST}-${String(number).padStart(8, '0')}.ts`,
      durationSeconds: 2,
      discontinuity: false,
      discontinuityNumber: 0,
      programDateTime: new Date(begin + number * 2000).toISOString(),
      number,
      bytes: 1000,
    }
  })
  const folder = join(stage.media, '_dvr', CHANNEL, hour)
  mkdirSync(folder, { recursive: true })
  writeIndex(folder, slots)
  return begin / 1000
}

test('long playlists are compressed whole, and who asks for very many is told to wait', async () => {
  const begin = keepHour()
  stage.write(FIRST, 3)
  stage.air([{ runId: FIRST, ended: false }], true, { dvrWindowSeconds: 86_400 })
  await stage.listed(3)
  const askedFrom = (seconds: number, headers = {}) =>
    stage.get(`${NEWS}?start=${begin + seconds}&end=${begin + 3600}`, { headers })

  const zipped = await askedFrom(0)
  expect(zipped.headers.get('content-encoding')).toBe('gzip')
  const text = await zipped.text()
  expect(segmentsOf(text)).toHaveLength(SLOTS)
  expect(await (await askedFrom(0, { 'accept-encoding': 'identity' })).text()).toBe(text)

  const asked = Array.from({ length: 200 }, async (_, at) => {
    const answer = await askedFrom(2 * at + 2)
    await answer.arrayBuffer()
    return answer
  })
  expect((await stage.get(NEWS)).status).toBe(200)
  const answers = await Promise.all(asked)
  const refused = answers.filter(({ status }) => status !== 200)
  expect(refused.length).toBeGreaterThan(0)
  expect(refused.length).toBeLessThan(200)
  for (const { status, headers } of refused) {
    const said = ['retry-after', 'etag', 'content-encoding'].map((name) => headers.get(name))
    expect([status, ...said]).toEqual([503, '1', null, null])
  }
  const last = await askedFrom(400)
  expect(segmentsOf(await last.text())).toHaveLength(SLOTS - 200)
})
