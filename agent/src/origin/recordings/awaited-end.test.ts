import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ChannelId, RecordingId, type RecordingSpec } from '@cashbacktv/contract'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { hourOf } from '../domain/dvr/dvr-slot.ts'
import { NOTHING_SAID } from '../domain/ladder/audio-media.ts'
import { openArchives } from '../dvr/archives.ts'
import { openDvrDisk } from '../dvr/dvr-disk.ts'
import { appendSlot } from '../dvr/hour-index.ts'
import { keepExports } from './keep-exports.ts'

const CHANNEL = ChannelId.parse('6a3c0f52-7a0e-4d0c-9a51-0d9b53a4f001')
const LOG = { info: () => undefined, warn: () => undefined }
/** That of an hour, in which no slot after it is. */
const END = Date.UTC(2026, 10, 28, 13)
const MINUTE_MS = 60_000
const SPEC: RecordingSpec = {
  id: RecordingId.parse('00000000-0000-4000-8000-0000000000a1'),
  channelId: CHANNEL,
  key: '0'.repeat(32),
  rollingSeconds: null,
  isExported: true,
  uploadedAs: null,
  from: new Date(END - 10 * MINUTE_MS).toISOString(),
  to: new Date(END).toISOString(),
}
const LONG_OVER: RecordingSpec = {
  ...SPEC,
  id: RecordingId.parse('00000000-0000-4000-8000-0000000000a2'),
  from: new Date(END - 120 * MINUTE_MS).toISOString(),
  to: new Date(END - 60 * MINUTE_MS).toISOString(),
}

let dvr: string
beforeEach(() => {
  dvr = mkdtempSync(join(tmpdir(), 'awaited-end-'))
})
afterEach(() => rmSync(dvr, { recursive: true, force: true }))

/** A slot of two seconds that ends so long before the recording; there is nothing in it to make a file of. */
async function keepSlot(number: number, msBefore: number): Promise<void> {
  const at = END - msBefore - 2000
  const hourFolder = join(dvr, CHANNEL, hourOf(at))
  mkdirSync(hourFolder, { recursive: true })
  await appendSlot(hourFolder, {
    path: `${hourOf(at)}/run-${number}.ts`,
    number,
    discontinuityNumber: 0,
    durationSeconds: 2,
    discontinuity: false,
    programDateTime: new Date(at).toISOString(),
    isMissing: true,
  })
}

/** Whether the file was begun so long after the end: nothing of it can be read, which is found then. */
async function isBegun(msAfter: number, isOnAir = true): Promise<boolean> {
  const disk = openDvrDisk(dvr, LOG)
  const archives = openArchives({ mediaDir: dvr, dvrDir: dvr, disk, pinned: () => [], log: LOG })
  const audioOf = () => NOTHING_SAID
  const exports = keepExports({ archives, disk, audioOf, isOnAir: () => isOnAir, log: LOG })
  exports.look([SPEC, LONG_OVER], END + msAfter)
  // They are made one after the other.
  await expect.poll(() => exports.of(LONG_OVER)?.state).toBe('failed')
  const state = exports.of(SPEC)?.state
  await exports.close()
  return state !== 'waiting'
}

test('the file of a recording waits for its last slot where these come later than the clock says', async () => {
  await keepSlot(1, 20_000)
  expect(await isBegun(MINUTE_MS)).toBe(false)
  await keepSlot(2, 1000)
  expect(await isBegun(20_000)).toBe(false)
  expect(await isBegun(MINUTE_MS)).toBe(true)
})

test('it waits for nothing off air, and for no longer than clocks part', async () => {
  await keepSlot(1, 20_000)
  expect(await isBegun(MINUTE_MS, false)).toBe(true)
  expect(await isBegun(11 * MINUTE_MS)).toBe(true)
})

test('a last slot that begins where its hour ends is found', async () => {
  await keepSlot(1, -2000)
  expect(await isBegun(MINUTE_MS)).toBe(true)
})
