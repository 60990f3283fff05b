import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { hasSmallDisks, onSmallDisk } from '../../test/full-disk.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bad-disk-'))
  mkdirSync(join(folder, 'state'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test.skipIf(!hasSmallDisks).each(['full', 'read-only'])(
  'a channel starts while the disk of the state is %s, has a log, and goes on with the next agent',
  (how) => {
    const seen = onSmallDisk(join(folder, 'state'), 'src/runs/test/channel-on-bad-disk.ts', how)
    // What it says is a value of its address, and so hidden like one where that is known.
    const second = [expect.stringMatching(/./)]
    expect(seen).toEqual({ first: ['***'], second, adopted: true, said: ['logs-in-media'] })
  },
  60_000,
)
