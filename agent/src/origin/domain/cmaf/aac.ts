import { FRAME_SAMPLES, readAdtsHeader } from '../audio/adts.ts'
import type { AudioCodec, AudioFrame } from './audio-codec.ts'
import { u8 } from './boxes.ts'
import { esds, MPEG4_AUDIO } from './esds.ts'
import type { AudioConfig } from './track.ts'

/** AAC in ADTS, of which files have the frames without their headers. */
export const AAC: AudioCodec = { frameAt, configOf }

const LC = 2
/** Channels of a configuration (ISO/IEC 14496-3 table 1.19). */
const CHANNELS = [0, 1, 2, 3, 4, 5, 6, 8]

function frameAt(bytes: Buffer, at: number): AudioFrame | null {
  const header = readAdtsHeader(bytes, at)
  if (header === null || header.bytes <= header.headerBytes) return null
  const samples = header.blocks * FRAME_SAMPLES
  return { from: at + header.headerBytes, to: at + header.bytes, samples, most: samples }
}

function configOf(frames: Buffer): AudioConfig | null {
  const header = readAdtsHeader(frames, 0)
  if (header === null) return null
  const { objectType, sampleRate, sampleRateIndex, channelConfiguration, blocks } = header
  const channels = CHANNELS[channelConfiguration] ?? 0
  // Blocks of one header cannot be told apart without decoding them.
  if (objectType !== LC || sampleRate === null || channels === 0 || blocks > 1) return null
  // AudioSpecificConfig (ISO/IEC 14496-3 1.6.2.1): 5, 4 and 4 bits, and 3 that say nothing more follows.
  const specific = (objectType << 11) | (sampleRateIndex << 7) | (channelConfiguration << 3)
  const body = esds(MPEG4_AUDIO, u8(specific >> 8, specific & 0xff))
  const codec = `mp4a.40.${objectType}`
  return {
    kind: 'audio',
    codec,
    timescale: sampleRate,
    channels,
    entry: 'mp4a',
    setup: { box: 'esds', body },
  }
}
