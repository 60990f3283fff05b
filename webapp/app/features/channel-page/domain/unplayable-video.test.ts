import { type SourceFacts, sourceWarnings } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { unplayableVideo } from './unplayable-video.ts'

const audio = { codec: 'mp2', profile: null, channels: 2, sampleRate: 48_000 }
const facts = (codec: string): SourceFacts => ({
  container: 'mpegts',
  audio,
  bitrateKbps: null,
  video: { codec, width: 640, height: 360, pixelFormat: 'yuv420p', framesPerSecond: 25 } as never,
})
const codeOf = (codec: string, mode: 'copy' | 'transcode') =>
  unplayableVideo(sourceWarnings(facts(codec), { mode }))?.code ?? null

test('a copied picture that browsers do not play is told of', () => {
  expect(codeOf('mpeg2video', 'copy')).toBe('video-unplayable')
  expect(codeOf('vp9', 'copy')).toBe('video-not-carried')
})

test('audio alone, or a picture that is coded anew, is none of it', () => {
  expect(codeOf('h264', 'copy')).toBeNull()
  expect(codeOf('mpeg2video', 'transcode')).toBeNull()
})
