import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
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
function linkOf(path: string): string | null {
  try {
    return readlinkSync(path)
  } catch {
    return null
  }
}

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

it('tells nothing of a run that is over, and keeps nothing open of it', () => {
  const file = join(folder, 'run.log')
  writeFileSync(file, FRAME)
  const sight = openRunSight(file)
  const opened = () => {
    return readdirSync('/proc/self/fd').filter((fd) => linkOf(join('/proc/self/fd', fd)) === file)
  }
  expect(sight.look()?.frame).toMatchObject({ number: 4 })
  expect(opened()).toHaveLength(1)
  sight.close()
  appendFileSync(file, FRAME)
  expect(sight.look()).toBeNull()
  expect(opened()).toEqual([])
})

it('hears what comes among the segments, of a flood too', () => {
  const file = join(folder, 'run.log')
  // What it says when it opens its source is not waited for for ever.
  writeFileSync(file, SEGMENT.repeat(6000))
  const sight = openRunSight(file)
  for (let looks = 0; looks < 3; looks++) expect(sight.look()).toBeNull()
  const damage = '[mpegts @ 0x55] [warning] Packet corrupt (stream = 0, dts = 8100).\n'
  appendFileSync(file, (SEGMENT.repeat(99) + damage).repeat(20))
  expect(sight.look()?.errors.corruptPackets).toBe(20)
})
