import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ChannelId } from '@cashbacktv/contract'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type DvrSlot, HOUR_MS, hourOf, withTotals } from '../domain/dvr/dvr-slot.ts'
import { NOTHING_SAID } from '../domain/ladder/audio-media.ts'
import type { Seal } from '../domain/playback/seal.ts'
import { readMedia } from '../playlists/read-media.ts'
import { type Archive, openArchive } from './archive.ts'
import { openDvrDisk } from './dvr-disk.ts'
import { newestSlot, readIndex, writeIndex } from './hour-index.ts'
import { type AskedPast, pastPlaylists } from './past-playlists.ts'

const CHANNEL = ChannelId.parse('00000000-0000-4000-8000-000000000001')
const HOUR_BYTES = 900
const NOW = Date.UTC(2026, 10, 28, 12, 30)
const log = { info: () => undefined, warn: () => undefined }

let folder: string
let written = 0
beforeEach(() => {
  folder = join(tmpdir(), `cashbacktv-kept-past-${process.pid}-${written++}`)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** The index of an hour so long ago, with three slots that are ten minutes long. */
function writeHour(hoursAgo: number, { isOld = false, first = 0 } = {}): string {
  const begin = Math.floor(NOW / HOUR_MS) * HOUR_MS - hoursAgo * HOUR_MS
  const hour = hourOf(begin)
  mkdirSync(join(folder, hour), { recursive: true })
  const slots = [0, 1, 2].map((at): DvrSlot => {
    const path = `${hour}/r-${at}.ts`
    writeFileSync(join(folder, path), Buffer.alloc(HOUR_BYTES / 3))
    return {
      path,
      durationSeconds: 600,
      discontinuity: false,
      discontinuityNumber: 0,
      programDateTime: new Date(begin + at * 600_000).toISOString(),
      number: first + at,
      ...(isOld ? {} : { bytes: HOUR_BYTES / 3 }),
    }
  })
  writeIndex(join(folder, hour), isOld ? slots : withTotals(slots))
  return hour
}

const open = (pinned: Parameters<typeof openArchive>[0]['pinned'] = () => []) =>
  openArchive({ folder, runsFolder: folder, pinned, log, isFull: () => false })

/** Hours are read some at a time. */
function counted(archive: Archive): Archive {
  for (let look = 0; look < 10; look++) archive.past.count()
  return archive
}
const wish = (hours: number, budgetBytes: number | null = null) => {
  return { windowSeconds: hours * 3600, budgetBytes }
}

type Change = { from?: number; query?: string; name?: string; seal?: Seal }

/** The playlist of an hour. */
function askedFrom(begin: number, change: Change = {}): AskedPast {
  const { from = begin, query = '', name = 'index', seal = null } = change
  return {
    name,
    format: 'mpeg-ts',
    query,
    cues: 'off',
    audio: NOTHING_SAID,
    channelId: CHANNEL,
    live: null,
    seal,
    range: { from, to: begin + HOUR_MS, skips: false },
  }
}

test('what is kept is known after a restart, of what an earlier release has kept too', () => {
  writeHour(3, { isOld: true })
  for (const ago of [2, 1, 0]) writeHour(ago)
  const archive = open()
  archive.past.count()
  archive.sweep(wish(24), NOW)
  expect(archive.past.observe()).toEqual({
    bytes: 4 * HOUR_BYTES,
    since: '2026-11-28T09:00:00.000Z',
    bytesPerHour: 2 * HOUR_BYTES,
    shortened: null,
  })
  expect(archive.past.neededBytes()).toBe(24 * 2 * HOUR_BYTES)
})

test('six hours are listed wherever in an hour they begin, and seven are refused', () => {
  for (let ago = 9; ago >= 0; ago--) writeHour(ago, { first: (9 - ago) * 3 })
  const archive = open()
  const noon = Math.floor(NOW / HOUR_MS) * HOUR_MS
  for (const into of [-1000, 0, 1, 30_000, 59_999, 60_000, 1_800_000, HOUR_MS - 1]) {
    const from = noon - 8 * HOUR_MS + into
    const listed = (hours: number) => archive.between(from, from + hours * HOUR_MS, NOW)
    expect(listed(6), `${into}`).toHaveLength(18)
    expect(listed(7), `${into}`).toBe('too-long')
  }
  for (const into of [0, 30_000, 1_800_000]) {
    const now = noon + into
    const since = (hours: number) =>
      archive.between(now - hours * HOUR_MS, Number.POSITIVE_INFINITY, now)
    expect(since(6), `${into}`).not.toBe('too-long')
    expect(since(7), `${into}`).toBe('too-long')
  }
})

test('of a past that is no longer than six hours all is listed, however long ago it is asked from', () => {
  for (let ago = 5; ago >= 0; ago--) writeHour(ago, { first: (5 - ago) * 3 })
  expect(open().between(0, Number.POSITIVE_INFINITY, NOW)).toHaveLength(18)
})

test('while not every hour is read nothing is said', () => {
  for (let ago = 0; ago < 9; ago++) writeHour(ago)
  const archive = open()
  expect(archive.sweep(wish(24), NOW)).toBe(false)
  expect(archive.past.observe()).toBe(null)
  expect(archive.sweep(wish(24), NOW)).toBe(true)
  expect(archive.past.observe()).toMatchObject({ bytes: 9 * HOUR_BYTES })
})

test('beyond its budget the oldest hours go, and that is said until the window is full again', () => {
  const hours = [4, 3, 2, 1, 0].map((ago) => writeHour(ago))
  const archive = counted(open())
  archive.sweep(wish(24, 3 * HOUR_BYTES), NOW)
  expect(archive.hours()).toEqual(hours.slice(2))
  expect(archive.past.observe()).toMatchObject({
    bytes: 3 * HOUR_BYTES,
    since: '2026-11-28T10:00:00.000Z',
    shortened: { by: 'budget', since: new Date(NOW).toISOString() },
  })
  expect(archive.past.neededBytes()).toBe(3 * HOUR_BYTES)
  archive.sweep(wish(1, 3 * HOUR_BYTES), NOW)
  expect(archive.past.observe()).toMatchObject({ shortened: null })
})

test('of the hour that is too much by a part the begin goes, and no more', async () => {
  const hours = [3, 2, 1, 0].map((ago) => writeHour(ago))
  const archive = counted(open())
  archive.sweep(wish(24, 2.5 * HOUR_BYTES), NOW)
  await archive.settled()
  expect(archive.hours()).toEqual(hours.slice(1))
  counted(archive).sweep(wish(24, 2.5 * HOUR_BYTES), NOW)
  expect(archive.past.observe()).toMatchObject({
    bytes: HOUR_BYTES / 3 + 2 * HOUR_BYTES,
    since: '2026-11-28T10:20:00.000Z',
    shortened: { by: 'budget' },
  })
})

test('a budget of less than an hour is held to within that hour, but for what is recorded', async () => {
  const hour = writeHour(0)
  const begin = Math.floor(NOW / HOUR_MS) * HOUR_MS
  const held = async (recorded: { from: number; to: number }[]) => {
    const archive = counted(open(() => recorded))
    archive.sweep(wish(24, HOUR_BYTES / 2), NOW)
    await archive.settled()
    counted(archive).sweep(wish(24), NOW)
    return archive.past.observe()
  }
  expect(await held([])).toMatchObject({ bytes: 300, since: '2026-11-28T12:20:00.000Z' })
  const [left, ...others] = readIndex(join(folder, hour))
  expect(others).toEqual([])
  expect(left).toMatchObject({ number: 2, hourTotal: { bytes: 300, seconds: 600 } })
  expect(readdirSync(join(folder, hour)).filter((name) => name.endsWith('.ts'))).toEqual(['r-2.ts'])
  writeHour(0)
  const recorded = [{ from: begin, to: begin + 1000 }]
  expect(await held(recorded)).toMatchObject({ bytes: 600, since: '2026-11-28T12:00:00.000Z' })
})

test('what is recorded is not given up for a budget', () => {
  const hours = [4, 3, 2, 1, 0].map((ago) => writeHour(ago))
  const archive = counted(open(() => [{ from: 0, to: NOW - 3 * HOUR_MS }]))
  archive.sweep(wish(24, 2 * HOUR_BYTES), NOW)
  expect(archive.hours()).toEqual(expect.arrayContaining(hours.slice(0, 2)))
  expect(archive.hours()).not.toContain(hours[2])
})

test('what is held in part by recordings goes no further than to what they hold, and others follow', async () => {
  const hours = [3, 2, 1, 0].map((ago) => writeHour(ago))
  const begin = Math.floor(NOW / HOUR_MS) * HOUR_MS - 3 * HOUR_MS
  // All slots of the first hour but not the hour, and the begin of the second.
  const recorded = [
    { from: begin, to: begin + 1_300_000 },
    { from: begin + HOUR_MS, to: begin + HOUR_MS + 1000 },
  ]
  const archive = counted(open(() => recorded))
  const shownIn = (hour = '') => archive.ofHour(hour, false).map(({ number }) => number)
  // Of the second hour one slot goes: the newest one does with all others alone.
  archive.sweep(wish(24, 2.3 * HOUR_BYTES), NOW)
  await archive.settled()
  expect(shownIn(hours[0])).toEqual([0, 1, 2])
  expect(shownIn(hours[1])).toEqual([0, 2])
  counted(archive).sweep(wish(24, 1.5 * HOUR_BYTES), NOW)
  await archive.settled()
  expect(hours.map(shownIn)).toEqual([[0, 1, 2], [0, 2], [2], [0, 1, 2]])
})

test('an hour that is recorded as far as it goes is shortened by no budget, and read once', async () => {
  const hour = writeHour(0)
  const begin = Math.floor(NOW / HOUR_MS) * HOUR_MS
  const rolling = { from: begin - 10 * HOUR_MS, to: begin + 1_800_000 }
  const archive = counted(open(() => [{ ...rolling, from: rolling.from++ }]))
  const look = async () => {
    archive.sweep(wish(24, HOUR_BYTES / 2), NOW)
    await archive.settled()
    expect(counted(archive).past.observe()?.shortened).toBe(null)
  }
  await look()
  // Were it read again, slots that nobody has recorded would be found to be too much.
  const programDateTime = new Date(rolling.to + 1000).toISOString()
  const others = readIndex(join(folder, hour)).map((slot) => ({ ...slot, programDateTime }))
  writeIndex(join(folder, hour), others)
  await look()
  expect(readIndex(join(folder, hour))).toEqual(others)
})

test('what a recording leaves of an hour is counted anew', async () => {
  const hour = writeHour(2)
  const begin = NOW - 2.5 * HOUR_MS
  const archive = counted(open(() => [{ from: begin, to: begin + 1000 }]))
  archive.sweep(wish(0), NOW)
  await archive.settled()
  expect(newestSlot(join(folder, hour))?.hourTotal).toEqual({ bytes: 300, seconds: 600 })
  counted(archive).sweep(wish(0), NOW)
  expect(archive.past.observe()).toMatchObject({ bytes: 300, since: null })
})

test('what a budget leaves of an hour that an earlier release has kept is counted by its files', async () => {
  const hour = writeHour(1, { isOld: true })
  const archive = counted(open())
  archive.sweep(wish(24, HOUR_BYTES - 1), NOW)
  await archive.settled()
  expect(readIndex(join(folder, hour)).map(({ bytes }) => bytes)).toEqual([300, 300])
  counted(archive).sweep(wish(24), NOW)
  expect(archive.past.observe()).toMatchObject({ bytes: 600 })
})

test('what was given up between recordings is listed no more to those who ask for the same again', async () => {
  const hour = writeHour(2)
  const begin = Math.floor(NOW / HOUR_MS) * HOUR_MS - 2 * HOUR_MS
  const from = [begin, begin + 1_200_000]
  const archive = counted(open(() => from.map((at) => ({ from: at, to: at + 1000 }))))
  const playlists = pastPlaylists(archive, readMedia(folder))
  const asked = askedFrom(begin)
  const listed = async () => JSON.stringify(await playlists.of(asked)).match(/dvr\S+?\.ts/g)
  const address = (at: number) => expect.stringContaining(`${hour}/r-${at}.ts`)
  expect(await listed()).toEqual([0, 1, 2].map(address))
  archive.sweep(wish(24, 1), NOW)
  await archive.settled()
  expect(readdirSync(join(folder, hour))).not.toContain('r-1.ts')
  expect(await listed()).toEqual([address(2)])
})

test('what has the same slots is written once, by whatever time it is asked for', async () => {
  writeHour(2)
  const begin = Math.floor(NOW / HOUR_MS) * HOUR_MS - 2 * HOUR_MS
  const playlists = pastPlaylists(counted(open()), readMedia(folder))
  let addresses = 0
  const write = () => `${addresses++}.ts`
  const seal = { id: 'a', encrypts: false, write, writeStem: write }
  const texts = [0, 1, 2, 2].map(async (earlier) => {
    const asked = askedFrom(begin, { from: begin - earlier, query: `start=${earlier}`, seal })
    return playlists.of(asked)
  })
  const [first, ...others] = await Promise.all(texts)
  expect(first).toMatchObject({ text: expect.stringContaining('EXTINF') })
  for (const other of others) expect(other).toEqual(first)
  expect(addresses).toBe(3)
})

test('of many different lists of the same hours each is written, and none refused', async () => {
  writeHour(2)
  const begin = Math.floor(NOW / HOUR_MS) * HOUR_MS - 2 * HOUR_MS
  const playlists = pastPlaylists(counted(open()), readMedia(folder))
  const asked = Array.from({ length: 200 }, (_, at) =>
    askedFrom(begin, { name: 'multi-variant', query: `start=${at}` }),
  )
  const answers = await Promise.all(asked.map((one) => playlists.of(one)))
  for (const answer of answers) expect(answer).toMatchObject({ version: '0-2-3-over' })
})

test('of a disk that fills up the oldest hour of all goes, and the channel says so', () => {
  const hours = [2, 1, 0].map((ago) => writeHour(ago))
  const archive = counted(open())
  const disk = openDvrDisk(folder, log, () => ({ totalBytes: 1000, freeBytes: 60 }))
  disk.relieve(new Map([['a', archive]]))
  archive.sweep(wish(24), NOW)
  expect(archive.hours()).toEqual(hours.slice(1))
  expect(archive.past.observe()?.shortened?.by).toBe('disk')
  expect(disk.observe()).toEqual({
    totalBytes: 1000,
    freeBytes: 60,
    keptBytes: 3 * HOUR_BYTES,
    neededBytes: 3 * HOUR_BYTES,
  })
})

test('a channel of which nothing is kept has no past', () => {
  const archive = counted(open())
  archive.sweep(wish(0), NOW)
  expect(archive.past.observe()).toBe(null)
  expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([])
  expect(readIndex(join(folder, '2026112800'))).toEqual([])
})
