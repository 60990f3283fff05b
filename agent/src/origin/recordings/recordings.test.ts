import { randomBytes, randomUUID } from 'node:crypto'
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { RecordingObservation } from '@cashbacktv/contract'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { hourOf } from '../domain/dvr/dvr-slot.ts'
import { openArchive } from '../dvr/archive.ts'
import { readIndex } from '../dvr/hour-index.ts'
import { CHANNEL, FIRST, mediaSequence, type Stage, segmentsOf, setStage } from '../test/stage.ts'

const HOUR = '2026010100'

let stage: Stage
beforeEach(async () => {
  stage = await setStage()
})
afterEach(() => stage.close())

const archive = () => join(stage.media, '_dvr', CHANNEL)
/** The stage dates its segments of half a second from the first of January on. */
const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1000).toISOString()

function recording(from: number, to: number | null, change: object = {}) {
  const key = randomBytes(16).toString('hex')
  const span = { from: at(from), to: to === null ? null : at(to) }
  return { id: randomUUID(), channelId: CHANNEL, key, ...span, ...change }
}

async function show(count: number): Promise<void> {
  for (let number = 1; number <= count; number++) {
    stage.write(FIRST, number, 0.5)
    await stage.shown(`${FIRST}/${String(number - 1).padStart(8, '0')}.ts`)
  }
}

const playlistOf = ({ key }: { key: string }, query = '') =>
  stage.get(`/streams/_/${CHANNEL}/recordings/${key}/index.m3u8${query}`)
const listed = async (of: { key: string }) => segmentsOf(await (await playlistOf(of)).text()).length

function observed(): RecordingObservation[] {
  const text = readFileSync(join(stage.media, 'origin-status.json'), 'utf8')
  return JSON.parse(text).recordings ?? []
}

test('of a channel that keeps nothing what is recorded is kept, and is played by its key alone', async () => {
  const [whole, part] = [recording(0, null), recording(1, 2)]
  stage.record([whole, part])
  stage.air([{ runId: FIRST, ended: false }])
  await show(8)
  await expect.poll(() => listed(whole), { timeout: 8000 }).toBe(8)
  const text = await (await playlistOf(whole)).text()
  expect([mediaSequence(text), text.includes('ENDLIST')]).toEqual([0, false])
  const over = await (await playlistOf(part)).text()
  expect([segmentsOf(over).length, over.includes('#EXT-X-ENDLIST')]).toEqual([2, true])
  const base = new URL(`/streams/_/${CHANNEL}/recordings/${part.key}/index.m3u8`, stage.base)
  for (const uri of segmentsOf(over)) {
    expect((await stage.get(new URL(uri, base).pathname)).status).toBe(200)
  }
  // Nobody else comes to it by the channel, or by another key.
  expect((await stage.get('/streams/news/index.m3u8?start=2025-12-31T00:00:00Z')).status).toBe(404)
  expect((await playlistOf({ key: 'a'.repeat(32) })).status).toBe(404)
  await expect.poll(() => observed()[1]?.seconds, { timeout: 8000 }).toBe(1)
  expect(observed()[1]).toMatchObject({ state: 'kept', bytes: 2000, missingSeconds: 0, gaps: 0 })
  expect(observed()[0]).toMatchObject({ state: 'recording', begin: at(0) })
})

/** Puts two minutes that end now into the archive, in slots of two seconds from number 100 on. */
function writeNewest(): void {
  const begin = Date.now() - 120_000
  for (let slot = 0; slot < 60; slot++) {
    const hour = hourOf(begin + slot * 2000)
    mkdirSync(join(archive(), hour), { recursive: true })
    const line = {
      path: `${hour}/${FIRST}-${100 + slot}.ts`,
      number: 100 + slot,
      discontinuityNumber: 0,
      durationSeconds: 2,
      discontinuity: false,
      programDateTime: new Date(begin + slot * 2000).toISOString(),
    }
    appendFileSync(join(archive(), hour, 'index.jsonl'), `\n${JSON.stringify(line)}`)
  }
}

test('of a recording that goes on its newest part is counted on, and a part ends at its end alone', async () => {
  writeNewest()
  const from = new Date(Date.now() - 600_000).toISOString()
  const goesOn = recording(0, null, { from })
  stage.record([goesOn])
  await expect.poll(() => listed(goesOn), { timeout: 8000 }).toBe(60)
  const text = async (query: string) => (await playlistOf(goesOn, query)).text()
  expect(mediaSequence(await text(''))).toBe(0)
  for (const seconds of [20, 60]) {
    const newest = await text(`?window=${seconds}`)
    const [first = ''] = segmentsOf(newest)
    expect(first).toContain(`-${mediaSequence(newest)}.ts`)
    expect(newest).not.toContain('ENDLIST')
  }
  const part = (end: number) => text(`?start=${from}&end=${new Date(end).toISOString()}`)
  expect(await part(Date.now() - 60_000)).toContain('#EXT-X-ENDLIST')
  const soon = Date.now() + 2000
  expect(await part(soon)).not.toContain('ENDLIST')
  await expect.poll(() => part(soon), { timeout: 6000 }).toContain('#EXT-X-ENDLIST')
})

test('what is recorded outlives its channel, the RAM disk and the origin; what is not goes', async () => {
  const kept = recording(1, 2)
  stage.record([kept])
  stage.air([{ runId: FIRST, ended: false }], true, { dvrWindowSeconds: 3600 })
  await show(6)
  await expect.poll(() => readIndex(join(archive(), HOUR)).length, { timeout: 8000 }).toBe(6)
  rmSync(join(stage.media, CHANNEL, 'air.json'))
  await expect.poll(() => readIndex(join(archive(), HOUR)).length, { timeout: 8000 }).toBe(2)
  const files = () => readdirSync(join(archive(), HOUR)).filter((name) => name.endsWith('.ts'))
  await expect.poll(() => files().length).toBe(2)
  // As a machine that starts anew finds it: the agent has said nothing yet.
  rmSync(join(stage.media, 'recordings.json'))
  stage.restart()
  expect(await listed(kept)).toBe(2)
  expect(files()).toHaveLength(2)
})

test('a part of an hour that nobody claims is given up once, and what is claimed never', async () => {
  const folder = join(stage.media, 'archive')
  const begin = Date.UTC(2026, 0, 1)
  const hour = hourOf(begin)
  mkdirSync(join(folder, hour), { recursive: true })
  const slots = Array.from({ length: 4 }, (_, number) => ({
    path: `${hour}/${FIRST}-0000000${number}.ts`,
    number,
    discontinuityNumber: 0,
    durationSeconds: 2,
    discontinuity: false,
    programDateTime: at(number * 2),
  }))
  for (const { path } of slots) writeFileSync(join(folder, path), 'x')
  writeFileSync(
    join(folder, hour, 'index.jsonl'),
    slots.map((one) => `\n${JSON.stringify(one)}`).join(''),
  )
  let spans = [{ from: begin + 2500, to: begin + 5000 }]
  const log = { info: () => undefined, warn: () => undefined }
  const paths = { folder, runsFolder: stage.media }
  const opened = openArchive({ ...paths, isFull: () => false, pinned: () => spans, log })
  expect(opened.looseHours()).toEqual([hour])
  opened.sweep({ windowSeconds: 0, budgetBytes: null }, Date.now())
  await expect.poll(() => opened.ofHour(hour).map(({ number }) => number)).toEqual([1, 2])
  expect(opened.looseHours()).toEqual([])
  // It has left the window: viewers of the channel do not come to it any more.
  expect(opened.between(0, Date.now())).toEqual([])
  spans = []
  opened.sweep({ windowSeconds: 0, budgetBytes: null }, Date.now())
  expect(existsSync(join(folder, hour))).toBe(false)
})

test('while nobody can tell what is recorded nothing is given up', async () => {
  stage.air([{ runId: FIRST, ended: false }], true, { dvrWindowSeconds: 3600 })
  await show(3)
  await expect.poll(() => readIndex(join(archive(), HOUR)).length, { timeout: 8000 }).toBe(3)
  writeFileSync(join(stage.media, '_dvr', 'recordings.json'), '{"channels":')
  stage.restart()
  rmSync(join(stage.media, CHANNEL, 'air.json'))
  await expect.poll(() => existsSync(join(stage.media, CHANNEL)), { timeout: 8000 }).toBe(false)
  expect(readIndex(join(archive(), HOUR))).toHaveLength(3)
})
