import {
  PACKET_BYTES,
  payloadAt,
  pidAt,
  startsUnit,
} from '../../../domain/transport-stream/packet.ts'
import { pesDataAt, readStamps } from '../../../domain/transport-stream/pes.ts'
import { readAdts } from './adts.ts'
import { AAC_LC } from './packed-audio.ts'
import { type AudioTrack, readTracks } from './tables.ts'

/**
 * Kinds of the audio in a segment, by its begin; null where one of them cannot be told there, or is
 * another than AAC-LC.
 */
export function ownAudio(head: Buffer): string[] | null {
  const tracks = readTracks(head)
  if (tracks === null) return null
  return tracks.audios.every((track) => isAacLc(head, track))
    ? tracks.audios.map(() => AAC_LC)
    : null
}

function isAacLc(head: Buffer, { pid, aac }: AudioTrack): boolean {
  if (!aac) return false
  for (let at = 0; at + PACKET_BYTES <= head.length; at += PACKET_BYTES) {
    if (pidAt(head, at) !== pid || !startsUnit(head, at)) continue
    const payload = payloadAt(head, at)
    if (readStamps(head, payload) === null) continue
    return readAdts(head, pesDataAt(head, payload))?.audio != null
  }
  return false
}
