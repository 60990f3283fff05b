import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ChannelId } from '@cashbacktv/contract'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { HOUR_MS, hourOf } from '../domain/dvr/dvr-slot.ts'
import { freshWindow } from '../domain/window.ts'
import { openArchive } from './archive.ts'

const CHANNEL = ChannelId.parse('00000000-0000-4000-8000-000000000001')
const NOW = Date.UTC(2026, 10, 28, 12, 30)
/** Of an hour that has left a window of nothing. */
const BEGIN = Date.UTC(2026, 10, 28, 10)
const HOUR = hourOf(BEGIN)
const log = { info: () => undefined, warn: () => undefined }

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'thinned-hour-'))
  mkdirSync(join(folder, 'run'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Of which the first second of the hour is recorded. */
function open() {
  const pinned = () => [{ from: BEGIN, to: BEGIN + 1000 }]
  const archive = openArchive({ folder, runsFolder: folder, pinned, log, isFull: () => false })
  return {
    ...archive,
    numbers: () => archive.ofHour(HOUR, false).map(({ number }) => number),
    async swept() {
      archive.sweep({ windowSeconds: 0, budgetBytes: null }, NOW)
      await archive.settled()
    },
    /** A slot of two seconds is published, so many milliseconds into the hour. */
    async come(number: number, at: number) {
      const path = `run/${number}.ts`
      writeFileSync(join(folder, path), 'x')
      const programDateTime = new Date(BEGIN + at).toISOString()
      const segment = { path, programDateTime, durationSeconds: 2, discontinuity: false }
      const window = freshWindow(CHANNEL, 2, NOW)
      archive.add({ ...window, mediaSequence: number, segments: [segment] })
      await archive.settled()
    },
  }
}

test('what comes into an hour that was thinned can be given up again, and what is recorded of it stays', async () => {
  const archive = open()
  await archive.come(1, 0)
  await archive.come(2, 10_000)
  expect([archive.numbers(), archive.looseHours()]).toEqual([[1, 2], [HOUR]])
  await archive.swept()
  expect([archive.numbers(), archive.looseHours()]).toEqual([[1], []])
  await archive.come(3, 500)
  expect([archive.numbers(), archive.looseHours()]).toEqual([[1, 3], []])
  await archive.come(4, HOUR_MS / 2)
  expect([archive.numbers(), archive.looseHours()]).toEqual([[1, 3, 4], [HOUR]])
  await archive.swept()
  expect([archive.numbers(), archive.looseHours()]).toEqual([[1, 3], []])
})
