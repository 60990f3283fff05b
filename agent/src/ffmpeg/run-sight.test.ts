import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openRunSight } from './run-sight.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'run-sight-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const SEGMENT = "[https @ 0x5581] [info] Opening 'https://example.org/7.ts' for reading\n"
const FRAME =
  '[showinfo@source @ 0x5581] [info] n:   4 pts:  90000 pts_time:4 duration: 3600 fmt:yuv420p sar:1/1 s:720x576 i:P iskey:1\n'

it('tells of nothing while a log speaks of segments alone, which it does all day', () => {
  const file = join(folder, 'run.log')
  writeFileSync(file, SEGMENT)
  const sight = openRunSight(file)
  expect(sight.look()).toBeNull()
  appendFileSync(file, SEGMENT.repeat(20))
  expect(sight.look()).toBeNull()
  appendFileSync(file, SEGMENT + FRAME)
  expect(sight.look()?.frame).toMatchObject({ number: 4, width: 720, height: 576 })
  expect(sight.look()).toBeNull()
})

it('tells of what has come to a log that was begun anew, and of none that is not there', () => {
  const file = join(folder, 'run.log')
  const sight = openRunSight(file)
  expect(sight.look()).toBeNull()
  writeFileSync(file, SEGMENT.repeat(20))
  expect(sight.look()).toBeNull()
  writeFileSync(file, 'New audio stream 0:3 at pos:1 and DTS:1s\n')
  expect(sight.look()).toMatchObject({ newAudio: true, reopened: false, undecoded: 0 })
  appendFileSync(file, 'Error while decoding stream #0:0: Invalid data\n'.repeat(3))
  expect(sight.look()).toMatchObject({ newAudio: false, undecoded: 3 })
})
