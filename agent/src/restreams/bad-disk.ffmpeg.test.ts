import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { hasSmallDisks, onSmallDisk } from '../../test/full-disk.ts'

const PROGRAM = 'src/restreams/test/restream-on-read-only-disk.ts'
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'restream-disk-'))
  mkdirSync(join(folder, 'state'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test.skipIf(!hasSmallDisks).each(['same', 'next'])(
  'what was begun on a disk that takes no log is not judged by the log before, of the %s agent neither',
  (who) => {
    const seen = onSmallDisk(join(folder, 'state'), PROGRAM, who)
    expect(seen).toEqual({ first: 'restream-refused', second: 'restream-closed' })
  },
  60_000,
)
