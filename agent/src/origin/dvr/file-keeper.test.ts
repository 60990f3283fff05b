import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { RAM_DISK } from '../../files/default-media-dir.ts'
import type { DvrSlot } from '../domain/dvr/dvr-slot.ts'
import { openArchive } from './archive.ts'
import { fileKeeper } from './file-keeper.ts'

const HOUR = '2026112812'
const SLOT: DvrSlot = {
  path: `${HOUR}/run-00000001.ts`,
  durationSeconds: 2,
  discontinuity: false,
  discontinuityNumber: 0,
  programDateTime: '2026-11-28T12:00:00.000Z',
  number: 1,
}
const WHOLE = 1000

let folders: string[]
beforeEach(() => {
  folders = []
})
afterEach(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

function newFolder(parent = tmpdir()): string {
  const folder = mkdtempSync(join(parent, 'file-keeper-'))
  folders.push(folder)
  return folder
}

function write(path: string, bytes: number): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, Buffer.alloc(bytes, 1))
}

function disks({ bytes = WHOLE, runsFolder = newFolder() } = {}) {
  const folder = newFolder()
  const log = { info: () => undefined, warn: () => undefined }
  write(join(runsFolder, 'run/00000001.ts'), bytes)
  return { folder, runsFolder, isFull: () => false, log, kept: join(folder, SLOT.path) }
}

test('what an origin that was killed has kept a part of is kept whole by the next', async () => {
  const options = disks()
  write(options.kept, WHOLE / 2)
  expect(await fileKeeper(options).keep(SLOT)).toEqual({ ...SLOT, bytes: WHOLE })
  expect(statSync(options.kept).size).toBe(WHOLE)
})

test('what is whole is kept once, and stays the file that it was', async () => {
  const options = disks()
  const keeper = fileKeeper(options)
  await keeper.keep(SLOT)
  const { ino } = statSync(options.kept)
  expect(await keeper.keep(SLOT)).toEqual({ ...SLOT, bytes: WHOLE })
  expect(statSync(options.kept).ino).toBe(ino)
})

test('from another disk it comes under its name when all of it is there', async () => {
  const bytes = 1 << 25
  const options = disks({ bytes, runsFolder: newFolder(RAM_DISK) })
  let isDone = false
  const keeping = fileKeeper(options).keep(SLOT)
  void keeping.then(() => {
    isDone = true
  })
  const seen = new Set<number>()
  while (!isDone) {
    seen.add(statSync(options.kept, { throwIfNoEntry: false })?.size ?? bytes)
    await breathe()
  }
  expect(await keeping).toEqual({ ...SLOT, bytes })
  expect([...seen]).toEqual([bytes])
})

test('what was being copied when the origin was killed is tidied away by the next', async () => {
  const { folder, runsFolder, isFull, log, kept } = disks()
  const unfinished = [`${kept}.tmp`, join(folder, HOUR, 'p720/run-00000001.ts.tmp')]
  for (const path of [kept, ...unfinished]) write(path, 1)
  await openArchive({ folder, runsFolder, isFull, log, pinned: () => [] }).settled()
  expect([kept, ...unfinished].map((path) => existsSync(path))).toEqual([true, false, false])
})
