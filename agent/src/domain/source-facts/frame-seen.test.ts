import type { SourceFacts } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { rateBetween, readFrame, withFrame } from './frame-seen.ts'

/** As FFmpeg 5.1.9 writes them. */
const LINES = [
  '[showinfo@source @ 0x5575a151c440] [info] n:   0 pts:      0 pts_time:0       pos:      564 fmt:yuv420p sar:16/15 s:720x576 i:P iskey:1 type:I ',
  '[showinfo@source @ 0x5575a151c440] [info] n:   1 pts: 450000 pts_time:5       pos:    24440 fmt:yuv420p sar:64/45 s:720x576 i:T iskey:0 type:P ',
]

const known: SourceFacts = {
  container: 'mpegts',
  video: {
    codec: 'mpeg2video',
    width: 720,
    height: 576,
    framesPerSecond: 50,
    streamId: 256,
    interlaced: false,
    pixelFormat: 'yuv420p',
    pixelAspect: 16 / 15,
  },
  audio: null,
  bitrateKbps: null,
}

test('a frame that a run reports renews size, shape, fields and rate of what is known', () => {
  const [before, after] = LINES.map(readFrame)
  if (!before || !after) throw new Error('They are frames.')
  expect(rateBetween(before, after)).toBe(25)
  const named = LINES.map((line) => readFrame(line.replace('@source', '@source50')))
  expect(rateBetween(named[0] ?? null, { ...after, every: 50, atSeconds: 1 })).toBe(50)
  const { video } = withFrame(known, after, 25)
  expect(video).toMatchObject({ interlaced: true, framesPerSecond: 25, streamId: 256 })
  expect(video.pixelAspect).toBeCloseTo(64 / 45)
})

test('whole pictures in an interlaced stream do not make it another', () => {
  const frame = readFrame(LINES[0] ?? '')
  if (frame === null) throw new Error('It is a frame.')
  const interlaced = { ...known, video: { ...known.video, interlaced: true } }
  expect(withFrame(interlaced, frame, null).video.interlaced).toBe(true)
})

test('a rate is only believed between two reports in a row, and when it is a usual one', () => {
  const [before, after] = LINES.map(readFrame)
  if (!before || !after) throw new Error('They are frames.')
  expect(rateBetween(null, after)).toBeNull()
  expect(rateBetween({ ...before, number: 5 }, after)).toBeNull()
  expect(rateBetween(before, { ...after, atSeconds: 9.3 })).toBeNull()
  expect(rateBetween(before, { ...after, atSeconds: 4.171 })).toBeCloseTo(29.97, 2)
})

test('any other line is none', () => {
  expect(readFrame('[showinfo@source @ 0x1] [info] color_range:unknown')).toBeNull()
  expect(readFrame('n: 1 pts_time:5 sar:1/1 s:720x576 i:P')).toBeNull()
})
