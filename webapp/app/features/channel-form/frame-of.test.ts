import { expect, test } from 'vitest'
import { frameOf } from './frame-of.ts'
import type { ProbeState } from './use-probe.ts'

const ROWS = [{ key: 'one' }, { key: 'two' }]
const LIVE = '/live.jpg'
const found = (frame: string | null, width: number): ProbeState => {
  const video = { codec: 'h264', width, height: 576, pixelFormat: null, framesPerSecond: 25 }
  const facts = { container: 'mpegts', video, audio: null, bitrateKbps: null } as never
  return { kind: 'found', found: { facts, frame, tookMs: 0 } }
}

test('without a probe the picture of the channel is there', () => {
  expect(frameOf(ROWS, {}, LIVE)).toEqual({ picture: LIVE, size: { width: 1280, height: 720 } })
})

test('a probe without a frame keeps the picture and gives its size', () => {
  expect(frameOf(ROWS, { one: found(null, 720) }, LIVE)).toEqual({
    picture: LIVE,
    size: { width: 720, height: 576 },
  })
})

test('the first frame of a probe goes before one without', () => {
  const probes = { one: found(null, 720), two: found('data:two', 1024) }
  expect(frameOf(ROWS, probes, LIVE)).toEqual({
    picture: 'data:two',
    size: { width: 1024, height: 576 },
  })
})
