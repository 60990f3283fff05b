import {
  PACKET_BYTES,
  payloadAt,
  pidAt,
  startsUnit,
} from '../../../domain/transport-stream/packet.ts'
import { readStamps } from '../../../domain/transport-stream/pes.ts'
import { readTracks } from '../audio/tables.ts'

/** Timestamp of the picture that a segment begins with, by its begin; null when it is not in there. */
export function firstPicture(head: Buffer): number | null {
  const tracks = readTracks(head)
  if (tracks === null) return null
  for (let at = 0; at + PACKET_BYTES <= head.length; at += PACKET_BYTES) {
    if (pidAt(head, at) !== tracks.videoPid || !startsUnit(head, at)) continue
    return readStamps(head, payloadAt(head, at))?.pts ?? null
  }
  return null
}
