import { randomBytes, randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type DvrSlot, HOUR_MS, hourOf } from '../domain/dvr/dvr-slot.ts'
import { writeIndex } from '../dvr/hour-index.ts'
import { askAtOnce } from '../test/ask-at-once.ts'
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
  const whole = await zipped.text()
  expect(segmentsOf(whole)).toHaveLength(SLOTS)
  expect(await (await askedFrom(0, { 'accept-encoding': 'identity' })).text()).toBe(whole)

  expectSomeRefused(await flood(`${NEWS}?end=${begin + 3600}&start=`, begin))
  expect((await stage.get(NEWS)).status).toBe(200)
  const last = await askedFrom(400)
  expect(segmentsOf(await last.text())).toHaveLength(SLOTS - 200)
})

test('who asks for very many of a recording is told to wait as well', async () => {
  const begin = keepHour()
  const key = randomBytes(16).toString('hex')
  const [from, to] = [begin, begin + 3600].map((at) => new Date(at * 1000).toISOString())
  stage.record([{ id: randomUUID(), channelId: CHANNEL, key, from, to }])
  const base = `/streams/_/${CHANNEL}/recordings/${key}/index.m3u8`
  const askedFrom = (seconds: number) => stage.get(`${base}?start=${begin + seconds}`)
  await expect.poll(async () => (await askedFrom(0)).status, { timeout: 8000 }).toBe(200)
  expectSomeRefused(await flood(`${base}?start=`, begin))
  expect(segmentsOf(await (await askedFrom(400)).text())).toHaveLength(SLOTS - 200)
})

const ASKED = 400

/** Asks at once for as many stretches, of which each begins another segment later. */
function flood(address: string, begin: number): Promise<string[]> {
  const paths = Array.from({ length: ASKED }, (_, at) => `${address}${begin + 2 * at + 2}`)
  return askAtOnce(stage.base, 'HEAD', paths)
}

function expectSomeRefused(answers: readonly string[]): void {
  expect(answers).toHaveLength(ASKED)
  const refused = answers.filter((one) => !one.startsWith('200'))
  expect(refused.length).toBeGreaterThan(0)
  expect(refused.length).toBeLessThan(ASKED)
  for (const one of refused) {
    expect(one).toMatch(/^503 [\s\S]*retry-after: 1\r\n/)
    expect(one).not.toMatch(/etag|content-encoding/)
  }
}
