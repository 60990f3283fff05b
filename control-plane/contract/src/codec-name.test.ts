import { expect, test } from 'vitest'
import { codecName } from './codec-name.ts'

test.each([
  ['h264', 'H.264'],
  ['mpeg2video', 'MPEG-2'],
  ['aac', 'AAC'],
  ['eac3', 'E-AC-3'],
  ['pcm_s16le', 'PCM'],
  ['rawvideo', 'RAW'],
  ['mpegts', 'MPEG-TS'],
  ['hls', 'HLS'],
])('%s is written %s', (name, written) => {
  expect(codecName(name)).toBe(written)
})
