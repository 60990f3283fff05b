import {
  hasPayload,
  PACKET_BYTES,
  payloadAt,
  pidAt,
  SYNC,
  startsUnit,
} from '../../../domain/transport-stream/packet.ts'
import { pesDataAt, readStamps, type Stamps } from '../../../domain/transport-stream/pes.ts'
import { countFrames } from './adts.ts'

/** A PES packet of the picture: where it begins, and when it is shown. */
export type PictureUnit = Stamps & { at: number }
/** A PES packet of the audio: the offsets of its packets, and how many frames it holds. */
export type AudioUnit = { packets: number[]; pts: number; frames: number }

export type Units = { pictures: PictureUnit[]; hasAudio: AudioUnit[] }

/** Everything in a segment that has a time; null when it is no whole transport stream. */
export function readUnits(
  segment: Buffer,
  videoPid: number,
  audioPid: number | null,
): Units | null {
  if (segment.length === 0 || segment.length % PACKET_BYTES !== 0) return null
  for (let at = 0; at < segment.length; at += PACKET_BYTES) if (segment[at] !== SYNC) return null
  const pictures = readPictures(segment, videoPid)
  return { pictures, hasAudio: audioPid === null ? [] : readAudio(segment, audioPid) }
}

function readPictures(segment: Buffer, pid: number): PictureUnit[] {
  const pictures: PictureUnit[] = []
  for (let at = 0; at < segment.length; at += PACKET_BYTES) {
    if (pidAt(segment, at) !== pid || !startsUnit(segment, at)) continue
    const stamps = readStamps(segment, payloadAt(segment, at))
    if (stamps !== null) pictures.push({ ...stamps, at })
  }
  return pictures
}

function readAudio(segment: Buffer, pid: number): AudioUnit[] {
  const hasAudio: AudioUnit[] = []
  // What belongs to a PES packet of the segment before is of no known time.
  let audio: AudioUnit | null = null
  for (let at = 0; at < segment.length; at += PACKET_BYTES) {
    if (pidAt(segment, at) !== pid || !hasPayload(segment, at)) continue
    if (startsUnit(segment, at)) {
      const stamps = readStamps(segment, payloadAt(segment, at))
      audio = stamps === null ? null : { packets: [], pts: stamps.pts, frames: 0 }
      if (audio !== null) hasAudio.push(audio)
    }
    audio?.packets.push(at)
  }
  for (const unit of hasAudio) unit.frames = countFrames(unitData(segment, unit))
  return hasAudio
}

/** The data of a PES packet of audio. */
export function unitData(segment: Buffer, { packets }: Pick<AudioUnit, 'packets'>): Buffer {
  const parts = packets.map((at, index) => {
    const payload = payloadAt(segment, at)
    const from = index === 0 ? pesDataAt(segment, payload) : payload
    return segment.subarray(from, at + PACKET_BYTES)
  })
  return Buffer.concat(parts)
}
