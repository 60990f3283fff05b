import { TICKS } from '../../../domain/transport-stream/clock.ts'
import { PACKET_BYTES, pidAt } from '../../../domain/transport-stream/packet.ts'
import { type AacAudio, frameTicks, readAdts, silentFrame } from './adts.ts'
import { packedAudio } from './packed-audio.ts'
import { readUnits, unitData } from './read-units.ts'
import { type Tracks, withoutAudioTrack } from './tables.ts'

export type SplitSegment = {
  /** The segment without its audio; null when it is to stay as it is. */
  picture: Buffer | null
  /** As packed audio; null when there is none to be had. */
  audio: Buffer | null
  shape: AacAudio | null
}

/** Of channels that never had audio, so that players need not be told when they get some. */
const SILENCE: AacAudio = { sampleRateIndex: 3, channels: 2 }

/**
 * Parts the audio of a segment from its picture. Where the segment has no audio, silence of its
 * length stands for it: frames on one grid of time, so that those of one segment end where those of
 * the next begin. Null when the bytes are no whole transport stream with a picture.
 */
export function splitAudio(segment: Buffer, tracks: Tracks, seconds: number): SplitSegment | null {
  const units = readUnits(segment, tracks.videoPid, tracks.audio?.pid ?? null)
  const first = units?.pictures[0]
  if (units === null || first === undefined) return null
  const own = units.hasAudio.filter(({ frames }) => frames > 0)
  const [unit] = own
  if (tracks.audio === null || unit === undefined) {
    const picture = tracks.audio === null ? null : withoutAudio(segment, tracks)
    return { picture, audio: silence(first.pts, seconds), shape: SILENCE }
  }
  const data = Buffer.concat(own.map((one) => unitData(segment, one)))
  return {
    picture: withoutAudio(segment, tracks),
    audio: packedAudio(unit.pts, data),
    shape: readAdts(data, 0)?.audio ?? null,
  }
}

function silence(from: number, seconds: number): Buffer {
  const ticks = frameTicks(SILENCE)
  const begin = Math.ceil(from / ticks)
  const end = Math.ceil((from + seconds * TICKS) / ticks)
  const frame = silentFrame(SILENCE)
  const frames = Array.from({ length: Math.max(1, end - begin) }, () => frame)
  return packedAudio(begin * ticks, Buffer.concat(frames))
}

function withoutAudio(segment: Buffer, { pmtPid, audio }: Tracks): Buffer {
  const packets: Buffer[] = []
  for (let at = 0; at < segment.length; at += PACKET_BYTES) {
    const pid = pidAt(segment, at)
    if (pid === audio?.pid) continue
    const packet = segment.subarray(at, at + PACKET_BYTES)
    packets.push(pid === pmtPid ? (withoutAudioTrack(packet, audio?.pid ?? 0) ?? packet) : packet)
  }
  return Buffer.concat(packets)
}
