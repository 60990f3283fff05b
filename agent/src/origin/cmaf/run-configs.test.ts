import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { picturePes, tables } from '../domain/cmaf/test/make-stream.ts'
import { IDR, SETS } from '../domain/cmaf/test/read-back.ts'
import { configOfRun } from './run-configs.ts'

const FOLDER = 'maaaaaa1-0123456789abcdef/hd/'
const CODED = Buffer.concat([tables(), picturePes({ pts: 9000 }, [...SETS, IDR])])
const NOT_CODED = Buffer.concat([tables(), picturePes({ pts: 9000 }, [IDR])])

test('that no segment says how a track is coded is not looked for again before there is another segment', () => {
  const below = mkdtempSync(join(tmpdir(), 'configs-'))
  onTestFinished(() => rmSync(below, { recursive: true, force: true }))
  mkdirSync(join(below, FOLDER), { recursive: true })
  // Clocks of file systems go on in steps of some milliseconds.
  const write = (name: string, bytes: Buffer, changedAt: number) => {
    writeFileSync(join(below, FOLDER, name), bytes)
    utimesSync(join(below, FOLDER), changedAt, changedAt)
  }
  const run = { below, folder: FOLDER, prefix: '', extension: 'ts' }
  const asked = () => configOfRun(run, 'video')

  expect(asked()).toBeNull()
  write('00000000.ts', NOT_CODED, 1)
  expect(asked()).toBeNull()
  // In the same place, by which the folder is what it was.
  write('00000000.ts', CODED, 1)
  expect(asked()).toBeNull()
  write('00000001.ts', CODED, 2)
  expect(asked()).toMatchObject({ kind: 'video' })
})
