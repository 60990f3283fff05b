import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ChannelId, RunId } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { spliceInsert } from '../../../test/cue-stream.ts'
import { writeRunClock } from '../../files/run-clock.ts'
import { makeSegment } from '../domain/audio/test/make-segment.ts'
import { keepCues } from './keep-cues.ts'

const RUN = 'maaaaaa1-0123456789abcdef' as RunId
const DATE = Date.UTC(2026, 10, 28, 12)
const SEEN = {
  runId: RUN,
  ladder: null,
  closed: false,
  segments: [{ index: 1, file: '00000001.ts', durationSeconds: 2, startsAt: DATE }],
}

test('of a flood of cues the newest are taken, its room is given back, and what follows is read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cues-'))
  const runDir = join(folder, RUN)
  mkdirSync(runDir)
  const making = { start: 126_000, pictures: 5, spoken: [], track: false } as const
  const audio = { sampleRateIndex: 3, channels: 2 } as const
  writeFileSync(join(runDir, '00000001.ts'), makeSegment({ ...making, audio }))
  writeRunClock(runDir, { sourceStartSeconds: 100 })
  const warned: string[] = []
  const log = { info: () => undefined, warn: (_: object, text: string) => void warned.push(text) }
  const keeper = keepCues(folder, '6a3c0f52-7a0e-4d0c-9a51-0d9b53a4f001' as ChannelId, log)
  // As FFmpeg does, which knows where it was.
  const file = openSync(join(runDir, 'cues.bin'), 'w')
  const cue = (eventId: number, seconds = 104) => {
    return spliceInsert({ eventId, at: seconds * 90_000, isOut: true })
  }
  let at = 0
  const write = (bytes: Buffer) => {
    at += writeSync(file, bytes, 0, bytes.length, at)
  }
  for (let round = 0; round < 50; round++) {
    write(Buffer.concat(Array.from({ length: 4000 }, (_, index) => cue(index))))
    expect(keeper.look([SEEN]).length).toBeLessThanOrEqual(32)
  }
  expect(statSync(join(runDir, 'cues.bin')).blocks * 512).toBeLessThan(5_000_000)
  write(cue(7))
  const [next, ...more] = keeper.look([SEEN])
  expect([next?.eventId, next?.date, more]).toEqual([7, expect.any(Number), []])
  expect(Math.abs((next?.date ?? 0) - DATE - 4000)).toBeLessThan(1)
  expect(keeper.lost()).toBeNull()
  write(cue(8, 5000))
  expect(keeper.look([SEEN])).toEqual([])
  expect([keeper.lost(), warned.length]).toEqual([RUN, 1])
  closeSync(file)
  rmSync(folder, { recursive: true })
})
