import {
  PACKET_BYTES,
  payloadAt,
  pidAt,
  startsUnit,
} from '../../../domain/transport-stream/packet.ts'
import { pesDataAt, readStamps } from '../../../domain/transport-stream/pes.ts'
import { readTracks } from '../audio/tables.ts'
import { hevcCodec, isHevcSequence } from '../cmaf/hevc.ts'
import { readHevcSequence } from '../cmaf/hevc-sequence.ts'
import type { PictureShape } from './multivariant.ts'
import { bodyOf, NAL, nalUnits, splitUnits } from './nal-units.ts'
import { readParameters } from './sequence-parameters.ts'

/** The shape of the picture in a segment of H.264 or HEVC, from its begin; null where it does not say. */
export function shapeOfSegment(head: Buffer): PictureShape | null {
  const tracks = readTracks(head)
  if (tracks === null) return null
  const unit = firstUnit(head, tracks.videoPid)
  if (unit === null || tracks.video === null) return null
  const shape = tracks.video === 'hevc' ? readHevc(unit) : readH264(unit)
  return shape && { ...shape, hasCaptions: unit.includes(CAPTIONS) }
}

/**
 * How a message of the encoder (SEI) that brings captions begins, after its length (ATSC A/53 part 4,
 * 6.2.3.1): country, provider, `GA94`, captions. No picture begins before all of its messages.
 */
const CAPTIONS = Buffer.from([0xb5, 0x00, 0x31, ...Buffer.from('GA94', 'latin1'), 0x03])

/** As much of the first picture as the head holds. */
function firstUnit(head: Buffer, pid: number): Buffer | null {
  const parts: Buffer[] = []
  for (let at = 0; at + PACKET_BYTES <= head.length; at += PACKET_BYTES) {
    if (pidAt(head, at) !== pid) continue
    const payload = payloadAt(head, at)
    const begins = startsUnit(head, at)
    if (begins && parts.length > 0) break
    if (begins && readStamps(head, payload) === null) continue
    if (begins || parts.length > 0) {
      parts.push(head.subarray(begins ? pesDataAt(head, payload) : payload, at + PACKET_BYTES))
    }
  }
  return parts.length === 0 ? null : Buffer.concat(parts)
}

type Shape = Omit<PictureShape, 'hasCaptions'>

function readH264(unit: Buffer): Shape | null {
  for (const nal of nalUnits(unit)) {
    if (nal.type === NAL.sequenceParameters) return readParameters(bodyOf(unit, nal))
  }
  return null
}

function readHevc(unit: Buffer): Shape | null {
  const set = splitUnits(unit).find(isHevcSequence)
  const sequence = set === undefined ? null : readHevcSequence(set)
  if (sequence === null) return null
  const { width, height, framesPerSecond, profile } = sequence
  return { width, height, framesPerSecond, codec: hevcCodec(profile) }
}
