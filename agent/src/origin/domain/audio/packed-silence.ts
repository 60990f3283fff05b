import type { AacAudio } from '@cashbacktv/contract'
import { TICKS } from '../../../domain/transport-stream/clock.ts'
import { frameTicks, silentFrame } from './adts.ts'
import { packedAudio } from './packed-audio.ts'

/** Of channels that never had audio, so that players need not be told when they get some. */
const USUAL: AacAudio = { sampleRateIndex: 3, channels: 2 }

/**
 * Silence as packed audio, from a moment in ticks of 90 kHz on: frames on one grid of time, so that those
 * of one segment end where those of the next begin. `audio` is what it is decoded as; null for the usual.
 */
export function packedSilence(audio: AacAudio | null, from: number, seconds: number): Buffer {
  const decoded = audio ?? USUAL
  const ticks = frameTicks(decoded)
  const begin = Math.ceil(from / ticks)
  const end = Math.ceil((from + seconds * TICKS) / ticks)
  const frame = silentFrame(decoded)
  const frames = Array.from({ length: Math.max(1, end - begin) }, () => frame)
  return packedAudio(begin * ticks, Buffer.concat(frames))
}
