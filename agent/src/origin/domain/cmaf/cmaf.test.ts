import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { wrapped } from '../../../domain/transport-stream/clock.ts'
import { silentFrame } from '../audio/adts.ts'
import { packedAudio } from '../audio/packed-audio.ts'
import { initSection } from './init-section.ts'
import { mediaSegment } from './media-segment.ts'
import { readPackedTrack, readTrack, readTrackStart } from './read-track.ts'
import { audioUnit, picturePes, tables } from './test/make-stream.ts'
import { FRAME, found, IDR, PREDICTED, SETS, STEREO, video } from './test/read-back.ts'

test('the time of decoding goes on when the clock begins anew', () => {
  fc.assert(
    fc.property(
      fc.nat(2 ** 31),
      fc.nat(1000),
      fc.constantFrom(90_000, 48_000, 44_100),
      (ticks, turns, rate) => {
        const firstDts = wrapped(ticks * 4)
        const track = video(picturePes({ pts: 0 }, [...SETS, IDR]))
        const config = { ...track.config, timescale: rate }
        const segment = mediaSegment({ ...track, config, firstDts }, { number: 7, turns })
        const at = segment.indexOf('tfdt') + 8
        const exact = (BigInt(firstDts) + BigInt(turns) * 2n ** 33n) * BigInt(rate)
        const apart = segment.readBigUInt64BE(at) * 90_000n - exact
        expect(apart <= 45_000n && apart >= -45_000n).toBe(true)
        expect(segment.readUInt32BE(segment.indexOf('mfhd') + 8)).toBe(7)
      },
    ),
  )
})

test('boxes are as long as they say, and samples lie where they are said to', () => {
  const track = video(
    picturePes({ pts: 9 }, [...SETS, IDR]),
    picturePes({ pts: 3609 }, [PREDICTED]),
  )
  expect(boxesOf(initSection(track.config))).toEqual(['ftyp', 'moov'])
  const segment = mediaSegment(track, { number: 1, turns: 0 })
  expect(boxesOf(segment)).toEqual(['styp', 'moof', 'mdat'])
  const moof = segment.indexOf('moof') - 4
  const trun = segment.indexOf('trun')
  const dataAt = moof + segment.readUInt32BE(trun + 12)
  expect(dataAt).toBe(segment.indexOf('mdat') + 4)
  const [first = IDR] = SETS
  expect(segment.subarray(dataAt + 4, dataAt + 4 + first.length)).toEqual(first)
})

test('no bytes make it throw, and what is cut off or damaged loses no more than that', () => {
  const pictures = Array.from({ length: 6 }, (_, at) =>
    picturePes({ pts: at * FRAME }, [...SETS, IDR]),
  )
  const heard = Array.from({ length: 6 }, (_, at) => audioUnit(at * 1920, silentFrame(STEREO)))
  const kinds = fc.constantFrom(...[0x0f, 0x03, 0x81, 0x87, 0x06, 0x11])
  const whole = Buffer.concat(pictures.flatMap((one, at) => [one, heard[at] ?? one]))
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 600 }),
      fc.nat(whole.length),
      kinds,
      fc.constantFrom(0x1b, 0x24),
      (noise, at, audio, videoType) => {
        const begin = tables({ audio, video: videoType })
        const damaged = Buffer.concat([
          begin,
          whole.subarray(0, at),
          noise,
          whole.subarray(at + noise.length),
        ])
        for (const kind of ['video', 'audio'] as const) {
          for (const track of [readTrack(damaged, kind), readTrack(Buffer.from(noise), kind)]) {
            if (track === null || track === 'unsupported') continue
            initSection(track.config)
            mediaSegment(track, { number: 1, turns: 0 })
          }
          readTrackStart(damaged.subarray(0, begin.length + at), kind)
        }
        readPackedTrack(Buffer.concat([packedAudio(1, Buffer.from(noise))]))
        readPackedTrack(Buffer.from(noise))
      },
    ),
    { numRuns: 300 },
  )
  const cut = Buffer.concat([tables(), whole]).subarray(0, -188 * 8)
  expect(found(readTrack(cut, 'video')).samples.length).toBeGreaterThanOrEqual(5)
})

function boxesOf(bytes: Buffer): string[] {
  const types: string[] = []
  let at = 0
  for (; at < bytes.length; at += bytes.readUInt32BE(at))
    types.push(bytes.toString('latin1', at + 4, at + 8))
  expect(at).toBe(bytes.length)
  return types
}
