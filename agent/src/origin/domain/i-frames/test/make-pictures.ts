import { unitPacket } from '../../../../domain/transport-stream/packet.ts'
import { AUDIO_PID, makeSegment, VIDEO_PID } from '../../audio/test/make-segment.ts'

/** NAL units with their first bytes: those of libx264 for 1920x1080. */
export const PARAMETERS = '67640028acd940780227e5c044000003000400000300c83c60c658'
export const PICTURE_PARAMETERS = '68ebecb22c'
/** First block 0, type 7, parameters 0, number 0. */
export const [IDR, INTRA, PREDICTED] = ['65888000ff', '41888000ff', '419a0000ff']
export const SETS = [PARAMETERS, PICTURE_PARAMETERS]
/** Of 16x32, where a picture may be sent as two fields: what says so follows its number. */
export const MIXED = ['6742001edd80', PICTURE_PARAMETERS]

export const tables = makeSegment({
  start: 0,
  pictures: 0,
  spoken: [],
  audio: { sampleRateIndex: 3, channels: 2 },
})
export const filler = (packets: number) =>
  Buffer.concat(Array.from({ length: packets }, () => unitPacket(AUDIO_PID, Buffer.alloc(100))))

/** A picture of so many bytes beyond its NAL units, as FFmpeg packs it. */
export function picture(units: readonly string[], more = 0): Buffer {
  const stream = units.map((hex) => Buffer.from(`00000001${hex}`, 'hex'))
  const stamped = Buffer.from('000001e000008080052100010001', 'hex')
  const whole = Buffer.concat([stamped, ...stream, Buffer.alloc(more, 0x55)])
  const packets: Buffer[] = []
  for (let at = 0; at < whole.length; at += 180) {
    const packet = unitPacket(VIDEO_PID, whole.subarray(at, at + 180))
    if (at > 0) packet.writeUInt8(packet.readUInt8(1) & ~0x40, 1)
    packets.push(packet)
  }
  return Buffer.concat(packets)
}

/** A segment that begins with a picture for itself of so many bytes. */
export function iFrameSegment(bytes: number): Buffer {
  return Buffer.concat([tables, picture([...SETS, IDR], bytes), picture([PREDICTED], 100)])
}

/** Where that picture is. */
export function iFrameOfSegment(bytes: number): {
  offset: number
  length: number
} {
  return { offset: 0, length: tables.length + picture([...SETS, IDR], bytes).length }
}
