import type { AacAudio } from '@cashbacktv/contract'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { silentFrame } from '../audio/adts.ts'
import { packedAudio } from '../audio/packed-audio.ts'
import { privateKind } from './private-kind.ts'
import { readPackedTrack, readTrack } from './read-track.ts'
import { audioUnit, tables } from './test/make-stream.ts'
import { audio, found, STEREO, unit } from './test/read-back.ts'

const frames = (count: number) =>
  Buffer.concat(Array.from({ length: count }, () => silentFrame(STEREO)))

test('that is packed has the frames behind its tag, from the time that the tag says', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2 ** 33 - 1 }),
      fc.integer({ min: 1, max: 50 }),
      fc.constantFrom<AacAudio>(STEREO, { sampleRateIndex: 4, channels: 1 }),
      (pts, count, audio) => {
        const all = Buffer.concat(Array.from({ length: count }, () => silentFrame(audio)))
        const track = found(readPackedTrack(packedAudio(pts, all)))
        expect(track).toMatchObject({ firstDts: pts, firstPts: pts })
        expect(track.samples).toHaveLength(count)
        const bytes = silentFrame(audio).subarray(7)
        expect(track.samples.every(({ data: [first] }) => first?.equals(bytes))).toBe(true)
        expect(track.samples.every(({ duration }) => duration === 1024)).toBe(true)
      },
    ),
  )
  expect(readPackedTrack(frames(2))).toBeNull()
})

test('is read past what is damaged, and lasts over what is missing', () => {
  const cut = frames(3).subarray(0, frames(3).length - 2)
  const noise = Buffer.from('ff00fff1aa', 'hex')
  const missing = 10 * 1024
  const next = 9000 + ((2 * 1024 + missing) * 90_000) / 48_000
  const { samples, firstPts } = audio(
    audioUnit(9000, Buffer.concat([noise, cut])),
    audioUnit(next, frames(1)),
  )
  expect(samples.map(({ duration }) => duration)).toEqual([1024, 1024 + missing, 1024])
  expect(firstPts).toBe(9000)
})

test('is heard on and on where sources stamp it a little early or late', () => {
  const each = (2 * 1024 * 90_000) / 48_000
  const apart = [0, 300, -300, 1500, 0]
  const units = apart.map((late, at) => audioUnit(9000 + at * each + late, frames(2)))
  const { samples } = audio(...units)
  expect(samples.every(({ duration }) => duration === 1024)).toBe(true)
})

test('of a kind that is not known is not supported, and other private data is no audio', () => {
  const of = (type: number) => readTrack(Buffer.concat([tables({ audio: type }), shown]), 'audio')
  const shown = audioUnit(0, frames(1))
  expect(of(0x0f)).toMatchObject({ config: { codec: 'mp4a.40.2' } })
  expect([of(0x11), of(0x06), of(0x1b), of(0x86)]).toEqual([
    ...['unsupported', 'unsupported', null, null],
  ])
  // LTP instead of LC.
  const other = silentFrame(STEREO)
  other.writeUInt8(other.readUInt8(2) | 0xc0, 2)
  expect(readTrack(Buffer.concat([tables(), audioUnit(0, other)]), 'audio')).toBe('unsupported')
})

/** Frames of 256 samples each, and such that add rear channels to them. */
const first = unit('0b77001f0e87', 58)
const further = unit('0b77401f0b87502000', 55)

test('of six blocks of E-AC-3 is one sample, with the channels that further frames add', () => {
  const group = Array.from({ length: 6 }, () => [first, further]).flat()
  const data = Buffer.concat([...group, ...group, first, further])
  const all = Buffer.concat([tables({ audio: 0x87 }), audioUnit(9000, data)])
  const { samples, config } = found(readTrack(all, 'audio'))
  expect(samples.map(({ duration, data }) => [duration, data.length])).toEqual([
    ...[
      [1536, 12],
      [1536, 12],
    ],
    [256, 2],
  ])
  expect(config).toMatchObject({ codec: 'ec-3', timescale: 48_000, channels: 5 })
  // 192 kb/s; version 16 of 3/2 channels; one more frame, with the pair at the back.
  expect(config.setup.body.toString('hex')).toBe('0600200e0202')
})

test('a decoder of AC-3 is set up with what its frames say', () => {
  // 48 kHz at 448 kb/s: version 8 of a complete main service, 3/2 channels and that of low frequency.
  const frame = unit('0b7700001e40eb', 1792 - 7)
  const all = Buffer.concat([tables({ audio: 0x81 }), audioUnit(9000, frame)])
  const { samples, config } = found(readTrack(all, 'audio'))
  expect(samples.map(({ duration }) => duration)).toEqual([1536])
  expect(config).toMatchObject({ codec: 'ac-3', timescale: 48_000, channels: 6 })
  expect(config.setup).toEqual({ box: 'dac3', body: Buffer.from('103de0', 'hex') })
})

test.each([
  ['AC-3 of DVB', '6a0100', 'dolby'],
  ['E-AC-3 that is registered', '050445414333', 'dolby'],
  ['teletext', '0a04747572005605747572', 'other'],
  ['subtitles', '5908747572100001ffff', 'other'],
  ['metadata that is registered', '05044b4c5641', 'other'],
  ['something else that is registered', '050442535344', null],
  ['a descriptor that is cut off', '05', null],
])('private data is told by its descriptors: %s', (_, descriptors, kind) => {
  const stream = { type: 0x06, pid: 1, descriptors: Buffer.from(descriptors, 'hex') }
  expect(privateKind(stream)).toBe(kind)
  expect(privateKind({ ...stream, type: 0x0f })).toBeNull()
})
