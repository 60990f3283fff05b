import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ChannelId } from '@cashbacktv/contract'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type DvrSlot, HOUR_MS, hourOf } from '../domain/dvr/dvr-slot.ts'
import { NOTHING_SAID } from '../domain/ladder/audio-media.ts'
import { freshWindow } from '../domain/window.ts'
import { readMedia } from '../playlists/read-media.ts'
import { openArchive } from './archive.ts'
import { appendSlot, readIndex } from './hour-index.ts'
import { pastPlaylists } from './past-playlists.ts'

const CHANNEL = ChannelId.parse('00000000-0000-4000-8000-000000000001')
/** The host began an hour ahead, and its clock was set back. */
const AHEAD = Date.UTC(2026, 10, 28, 13, 30)
const BACK = AHEAD - HOUR_MS
const log = { info: () => undefined, warn: () => undefined }

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clock-set-back-'))
  mkdirSync(join(folder, 'run'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = () =>
  openArchive({ folder, runsFolder: folder, pinned: () => [], log, isFull: () => false })

/** Numbers below ten are dated ahead. */
function segment(number: number) {
  const at = (number < 10 ? AHEAD : BACK) + number * 2000
  const path = `run/${number}.ts`
  writeFileSync(join(folder, path), 'x')
  return {
    path,
    programDateTime: new Date(at).toISOString(),
    durationSeconds: 2,
    discontinuity: number === 10,
  }
}

/** Publishes up to a number, six at a time being listed. */
async function publish(archive: ReturnType<typeof open>, from: number, to: number): Promise<void> {
  for (let number = from; number <= to; number++) {
    const first = Math.max(1, number - 5)
    const listed = Array.from({ length: number - first + 1 }, (_, at) => segment(first + at))
    archive.add({ ...freshWindow(CHANNEL, 2, BACK), mediaSequence: first, segments: listed })
  }
  await archive.settled()
}

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at)
const numbersOf = (slots: readonly DvrSlot[]) => slots.map(({ number }) => number)
const keptIn = (at: number) => numbersOf(readIndex(join(folder, hourOf(at))))

async function listed(archive: ReturnType<typeof open>): Promise<string> {
  const past = await pastPlaylists(archive, readMedia(folder)).of({
    name: 'index',
    format: 'mpeg-ts',
    query: '',
    cues: 'off',
    audio: NOTHING_SAID,
    channelId: CHANNEL,
    live: null,
    seal: null,
    range: { from: BACK, to: null, skips: false },
  })
  return JSON.stringify(past)
}

test('what is shown after the clock was set back follows what was shown before', async () => {
  const archive = open()
  await publish(archive, 1, 19)
  expect([keptIn(AHEAD), keptIn(BACK)]).toEqual([numbers(1, 9), numbers(10, 19)])
  const slots = archive.between(BACK, Number.POSITIVE_INFINITY)
  expect(slots === 'too-long' ? slots : numbersOf(slots)).toEqual(numbers(1, 19))
  expect(await listed(archive)).toMatch(/MEDIA-SEQUENCE:1\\n.*run-19\.ts/)
})

test('after a restart nothing is kept a second time, and what an earlier release has is listed once', async () => {
  await publish(open(), 1, 19)
  const again = open()
  await publish(again, 19, 21)
  expect([keptIn(AHEAD), keptIn(BACK)]).toEqual([numbers(1, 9), numbers(10, 21)])
  const twice = readIndex(join(folder, hourOf(BACK))).slice(-3)
  for (const slot of twice) await appendSlot(join(folder, hourOf(BACK)), slot)
  const slots = open().between(BACK, Number.POSITIVE_INFINITY)
  expect(slots === 'too-long' ? slots : numbersOf(slots)).toEqual(numbers(1, 21))
})

test('of an hour in which the clock was set back only what is in the range is listed', async () => {
  const hour = hourOf(BACK)
  mkdirSync(join(folder, hour), { recursive: true })
  const minutes = [10, 50, 20, 30]
  for (const [number, minute] of minutes.entries()) {
    const programDateTime = new Date(BACK - HOUR_MS / 2 + minute * 60_000).toISOString()
    const path = `${hour}/run-${number}.ts`
    const slot = { path, number, programDateTime, durationSeconds: 2, discontinuity: true }
    await appendSlot(join(folder, hour), { ...slot, discontinuityNumber: number })
  }
  const slots = open().between(BACK - HOUR_MS / 2, BACK + 300_000)
  expect(slots === 'too-long' ? slots : numbersOf(slots)).toEqual([0, 2, 3])
})
