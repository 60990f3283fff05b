import { expect, test } from 'vitest'
import { crc32 } from '../../../domain/transport-stream/crc32.ts'
import { PACKET_BYTES } from '../../../domain/transport-stream/packet.ts'
import { readTracks, withAacTrack } from './tables.ts'
import { AUDIO_PID, makeSegment, PMT_PID, VIDEO_PID } from './test/make-segment.ts'

const MAKING = {
  start: 0,
  pictures: 1,
  audio: { sampleRateIndex: 3, channels: 2 },
  spoken: [],
} as const

test('the checksum is the one of the standard', () => {
  expect(crc32(Buffer.from('123456789'))).toBe(0x0376e6e7)
})

test('what tracks a stream has is read from its tables', () => {
  const audio = { pid: AUDIO_PID, aac: true }
  const tracks = { pmtPid: PMT_PID, videoPid: VIDEO_PID, video: 'h264' }
  expect(readTracks(makeSegment(MAKING))).toEqual({ ...tracks, audio, audios: [audio] })
  const mute = readTracks(makeSegment({ ...MAKING, track: false }))
  expect(mute).toEqual({ ...tracks, audio: null, audios: [] })
  expect(readTracks(Buffer.from('x'.repeat(1000)))).toBeNull()
})

test('a track more is in the table with its length, another version and a right checksum', () => {
  const segment = makeSegment({ ...MAKING, track: false })
  const packet = segment.subarray(PACKET_BYTES, 2 * PACKET_BYTES)
  const written = withAacTrack(packet, 0x123) ?? Buffer.alloc(0)
  const length = 3 + (written.readUInt16BE(6) & 0x0fff)
  expect(length).toBe(3 + (packet.readUInt16BE(6) & 0x0fff) + 5)
  expect(crc32(written.subarray(5, 5 + length))).toBe(0)
  expect(written.readUInt8(10)).toBe(packet.readUInt8(10) + 2)
  const changed = Buffer.concat([segment.subarray(0, PACKET_BYTES), written])
  expect(readTracks(changed)?.audio).toEqual({ pid: 0x123, aac: true })
})

test('what is no table of tracks gets none', () => {
  expect(withAacTrack(Buffer.alloc(PACKET_BYTES, 0x47), 0x101)).toBeNull()
})
