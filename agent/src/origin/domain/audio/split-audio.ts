import type { AacAudio } from '@cashbacktv/contract'
import { TICKS } from '../../../domain/transport-stream/clock.ts'
import { PACKET_BYTES, pidAt } from '../../../domain/transport-stream/packet.ts'
import { frameTicks, silentFrame } from './adts.ts'
import { packedAudio } from './packed-audio.ts'
import { readUnits, unitData } from './read-units.ts'
import { type AudioTrack, type Tracks, withoutTracks } from './tables.ts'

export type SplitSegment = {
  /** The segment without its audio; null when it is to stay as it is. */
  picture: Buffer | null
  /** The main audio, as packed audio. */
  audio: Buffer
  /** The same of all that follows it, in its order; null where there is none in this segment. */
  further: (Buffer | null)[]
}

/** Of channels that never had audio, so that players need not be told when they get some. */
const SILENCE: AacAudio = { sampleRateIndex: 3, channels: 2 }

/**
 * Parts the audio of a segment from its picture. Where the segment has no audio, silence of its
 * length stands for it: frames on one grid of time, so that those of one segment end where those of
 * the next begin. Null when the bytes are no whole transport stream with a picture.
 */
export function splitAudio(segment: Buffer, tracks: Tracks, seconds: number): SplitSegment | null {
  const first = readUnits(segment, tracks.videoPid, null)?.pictures[0]
  if (first === undefined) return null
  const [main, ...further] = tracks.audios
  const packed = (track: AudioTrack | undefined) => track && packedOf(segment, tracks, track)
  return {
    picture: main === undefined ? null : withoutAudio(segment, tracks),
    audio: packed(main) ?? silence(first.pts, seconds),
    further: further.map((track) => (track.aac ? (packed(track) ?? null) : null)),
  }
}

function packedOf(segment: Buffer, { videoPid }: Tracks, { pid }: AudioTrack): Buffer | null {
  const units = readUnits(segment, videoPid, pid)?.hasAudio ?? []
  const own = units.filter(({ frames }) => frames > 0)
  const [unit] = own
  if (unit === undefined) return null
  return packedAudio(unit.pts, Buffer.concat(own.map((one) => unitData(segment, one))))
}

function silence(from: number, seconds: number): Buffer {
  const ticks = frameTicks(SILENCE)
  const begin = Math.ceil(from / ticks)
  const end = Math.ceil((from + seconds * TICKS) / ticks)
  const frame = silentFrame(SILENCE)
  const frames = Array.from({ length: Math.max(1, end - begin) }, () => frame)
  return packedAudio(begin * ticks, Buffer.concat(frames))
}

function withoutAudio(segment: Buffer, { pmtPid, audios }: Tracks): Buffer {
  const pids = audios.map(({ pid }) => pid)
  const packets: Buffer[] = []
  for (let at = 0; at < segment.length; at += PACKET_BYTES) {
    const pid = pidAt(segment, at)
    if (pids.includes(pid)) continue
    const packet = segment.subarray(at, at + PACKET_BYTES)
    packets.push(pid === pmtPid ? (withoutTracks(packet, pids) ?? packet) : packet)
  }
  return Buffer.concat(packets)
}
