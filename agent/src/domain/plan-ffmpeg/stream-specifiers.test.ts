import type { AudioFacts, SourceFacts, VideoFacts } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { audioSpecifier, videoSpecifier } from './stream-specifiers.ts'

const picture = (streamId: number | undefined, index: number, programs?: number[]): VideoFacts => ({
  codec: 'h264',
  width: 320,
  height: 180,
  framesPerSecond: 25,
  interlaced: false,
  pixelFormat: null,
  ...(index > 0 ? { index } : {}),
  ...(streamId === undefined ? {} : { streamId }),
  ...(programs === undefined ? {} : { programs }),
})
const audio = (streamId: number | undefined, index: number, programs?: number[]): AudioFacts => ({
  codec: 'mp2',
  profile: null,
  channels: 2,
  sampleRate: 48_000,
  ...(index > 0 ? { index } : {}),
  ...(streamId === undefined ? {} : { streamId }),
  ...(programs === undefined ? {} : { programs }),
})

function facts(
  videoTracks: VideoFacts[],
  audioTracks: AudioFacts[],
  [video, audio]: [number, number],
  program: number | null = null,
  numbers: number[] = [],
): SourceFacts {
  const chosen = videoTracks[video]
  if (chosen === undefined) throw new Error('There is no such picture.')
  const programs = numbers.map((number) => ({ number, name: null, hasVideo: true }))
  return {
    container: 'mpegts',
    bitrateKbps: null,
    program,
    programs,
    videoTracks,
    audioTracks,
    video: chosen,
    audio: audioTracks[audio] ?? null,
  }
}

const both = (found: SourceFacts | null, wish = {}) => [
  videoSpecifier(found, wish),
  audioSpecifier(found, wish),
]

test('of several programmes picture and audio are told by number, and by PID within one', () => {
  const [a, b] = [picture(0x100, 0, [1]), picture(0x200, 1, [2])]
  const tracks = [audio(0x101, 0, [1]), audio(0x201, 1, [2]), audio(0x202, 2, [2])]
  expect(both(facts([a, b], tracks, [0, 0], 1, [1, 2]))).toEqual(['0:p:1:v:0', '0:p:1:a:0'])
  expect(both(facts([a, b], tracks, [1, 2], 2, [1, 2]))).toEqual(['0:p:2:v:0', '0:i:0x202'])
})

test('the only programme may change its number, unless it was asked for by it', () => {
  const one = facts([picture(0x100, 0, [1])], [audio(0x101, 0, [1])], [0, 0], 1, [1])
  expect(both(one)).toEqual(['0:v:0', '0:a:0'])
  expect(both(one, { program: 1 })).toEqual(['0:p:1:v:0', '0:p:1:a:0'])
})

test('where streams have no numbers their place is all there is', () => {
  const variants = facts(
    [picture(undefined, 0), picture(undefined, 1)],
    [audio(undefined, 0), audio(undefined, 1)],
    [1, 1],
  )
  expect(both(variants)).toEqual(['0:v:1', '0:a:1'])
})

test('before anything is known FFmpeg is told what the operator asked for', () => {
  expect(both(null)).toEqual(['0:v:0', '0:a:0'])
  expect(both(null, { program: 102 })).toEqual(['0:p:102:v:0', '0:p:102:a:0'])
  expect(both(null, { audioTrack: { pid: 257 } })).toEqual(['0:v:0', '0:i:0x101'])
})
