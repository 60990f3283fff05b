import type { AacAudio } from '@cashbacktv/contract'
import { since, TICKS } from '../../../domain/transport-stream/clock.ts'
import {
  counterAt,
  hasPayload,
  PACKET_BYTES,
  payloadAt,
  pidAt,
  SYNC,
  startsUnit,
} from '../../../domain/transport-stream/packet.ts'
import { pesDataAt, readStamps } from '../../../domain/transport-stream/pes.ts'
import { frameTicks, readAdts } from './adts.ts'
import type { AudioMark } from './audio-mark.ts'
import { readUnits } from './read-units.ts'

/**
 * Seconds by which the audio is behind the picture at the end of a part of a segment; null when not
 * both begin in it. What is no whole transport stream is said to be in step: it is left alone.
 */
export function lagOfAudio(part: Buffer, videoPid: number, audioPid: number): number | null {
  let picture: number | null = null
  let audio: number | null = null
  for (let at = part.length - PACKET_BYTES; at >= 0; at -= PACKET_BYTES) {
    if (part[at] !== SYNC) return 0
    const pid = pidAt(part, at)
    if ((pid !== videoPid && pid !== audioPid) || !startsUnit(part, at)) continue
    const stamps = readStamps(part, payloadAt(part, at))
    if (pid === videoPid) picture ??= stamps?.dts ?? null
    else audio ??= stamps?.pts ?? null
    if (picture !== null && audio !== null) return since(audio, picture) / TICKS
  }
  return part.length % PACKET_BYTES === 0 ? null : 0
}

/** The last audio of a track in a part of a segment; null when it is of another kind or not there. */
export function lastAudio(part: Buffer, pid: number): AacAudio | 'other' | null {
  for (let at = part.length - PACKET_BYTES; at >= 0; at -= PACKET_BYTES) {
    if (pidAt(part, at) !== pid || !startsUnit(part, at)) continue
    const payload = payloadAt(part, at)
    if (readStamps(part, payload) === null) continue
    const data = pesDataAt(part, payload)
    const frame = data + 7 <= at + PACKET_BYTES ? readAdts(part, data) : null
    return frame?.audio ?? 'other'
  }
  return null
}

/** Where the audio of a segment ends; null when it has none. */
export function markOf(segment: Buffer, pid: number, audio: AacAudio): AudioMark | null {
  const last = readUnits(segment, -1, pid)?.hasAudio.at(-1)
  const at = last?.packets.at(-1)
  if (last === undefined || at === undefined || !hasPayload(segment, at)) return null
  const pts = last.pts + last.frames * frameTicks(audio)
  return { pts, counter: counterAt(segment, at) }
}
