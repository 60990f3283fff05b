import { randomBytes, randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type DvrSlot, HOUR_MS, hourOf } from '../domain/dvr/dvr-slot.ts'
import { readIndex, readIndexInParts, writeIndex } from '../dvr/hour-index.ts'
import { CHANNEL, FIRST, type Stage, segmentsOf, setStage } from '../test/stage.ts'

const HOURS = 30
const SLOTS = 1800

let stage: Stage
beforeEach(async () => {
  stage = await setStage()
})
afterEach(() => stage.close())

const beginsAt = () => (Math.floor(Date.now() / HOUR_MS) - HOURS - 1) * HOUR_MS

/** Indexes of hours of a ladder, more than are kept in memory. Answers when they begin. */
function keepHours(): number {
  const begin = beginsAt()
  for (let hour = 0; hour < HOURS; hour++) {
    const at = begin + hour * HOUR_MS
    const folder = join(stage.media, '_dvr', CHANNEL, hourOf(at))
    mkdirSync(folder, { recursive: true })
    const slots = Array.from({ length: SLOTS }, (_, of) =>
      slotOf(at + of * 2000, hour * SLOTS + of),
    )
    writeIndex(folder, slots)
  }
  return begin
}

function slotOf(at: number, number: number): DvrSlot {
  const renditions = ['1080p', '720p', '480p', '360p'].map((name) => ({ name, bytes: 300_000 }))
  return {
    path: `${hourOf(at)}/${FIRST}-${String(number).padStart(8, '0')}.ts`,
    durationSeconds: 2,
    discontinuity: false,
    discontinuityNumber: 0,
    programDateTime: new Date(at).toISOString(),
    number,
    bytes: 1_232_000,
    ladder: { renditions, audio: 32_000 },
    iFrame: { rendition: '360p', offset: 376, length: 20_000, tablesLength: 376 },
  }
}

/** Counts turns of the loop, in each of which what is live may be published. */
function countTurns() {
  let [turns, isOver] = [0, false]
  const turn = () => {
    turns++
    if (!isOver) setImmediate(turn)
  }
  setImmediate(turn)
  return () => {
    isOver = true
    return turns
  }
}

/** As many lines of an index as are read at most in one. */
const LINES_A_TURN = 150

test('a day of hours is read for whoever asks without holding up what is live, whole and in order', async () => {
  const begin = keepHours()
  const key = randomBytes(16).toString('hex')
  const [from, to] = [begin, begin + HOURS * HOUR_MS].map((at) => new Date(at).toISOString())
  stage.record([{ id: randomUUID(), channelId: CHANNEL, key, from, to }])
  const base = `/streams/_/${CHANNEL}/recordings/${key}/1080p.m3u8`
  const listed = async (hour: number) => {
    const [start = 0, end] = [hour, hour + 6].map((at) => begin / 1000 + at * 3600)
    const text = await (await stage.get(`${base}?start=${start}&end=${end}`)).text()
    return segmentsOf(text).map((uri) => Number(uri.slice(-11, -3)))
  }
  await expect.poll(async () => (await stage.get(`${base}?start=0`)).status).toBe(400)
  const numbers = (hour: number) => Array.from({ length: 6 * SLOTS }, (_, at) => hour * SLOTS + at)
  const turns = countTurns()
  expect(await listed(0)).toEqual(numbers(0))
  expect(turns()).toBeGreaterThan((6 * SLOTS) / LINES_A_TURN)
  // More hours than are kept in memory are asked for at the same time.
  const hours = [24, 18, 12, 6, 0]
  expect(await Promise.all(hours.map(listed))).toEqual(hours.map(numbers))
})

test('an hour that is read in parts is what it is at once', async () => {
  const begin = keepHours()
  const folder = join(stage.media, '_dvr', CHANNEL, hourOf(begin))
  const turns = countTurns()
  const slots = await readIndexInParts(folder)
  expect(turns()).toBeGreaterThan(SLOTS / LINES_A_TURN - 1)
  expect(slots).toEqual(readIndex(folder))
  expect(await readIndexInParts(join(folder, 'none'))).toEqual([])
})
