import type { AudioCodec, AudioFrame } from './audio-codec.ts'
import { esds, MPEG1_AUDIO, MPEG2_AUDIO } from './esds.ts'
import type { AudioConfig } from './track.ts'

/** Layers II and III of MPEG-1 and MPEG-2 audio (ISO/IEC 11172-3 2.4.1.3 and 13818-3 2.4.2.3). */
export const MPEG_AUDIO: AudioCodec = { frameAt, configOf }

type Header = {
  bytes: number
  samples: number
  sampleRate: number
  channels: number
  isFirst: boolean
}

const HEADER_BYTES = 4
/** By the two bits of a version: half and a quarter of the rates of MPEG-1. */
const RATE_DIVISORS = [4, null, 2, 1]
const SAMPLE_RATES = [44_100, 48_000, 32_000]
const MONO = 3
const LAYER_2 = 2
const LAYER_3 = 1

/** Kilobits a second by their index, from 1 on. */
const BIT_RATES = {
  layer2: [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  layer3: [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  half: [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
}

function readHeader(bytes: Buffer, at: number): Header | null {
  if (at + HEADER_BYTES > bytes.length) return null
  const header = bytes.readUInt32BE(at)
  const divisor = RATE_DIVISORS[(header >>> 19) & 3] ?? null
  const layer = (header >>> 17) & 3
  const rate = SAMPLE_RATES[(header >>> 10) & 3]
  const isLayer = layer === LAYER_2 || layer === LAYER_3
  if (header >>> 21 !== 0x7ff || divisor === null || rate === undefined || !isLayer) return null
  const isFirst = divisor === 1
  const rates = !isFirst ? BIT_RATES.half : BIT_RATES[layer === LAYER_2 ? 'layer2' : 'layer3']
  const kilobits = rates[((header >>> 12) & 15) - 1]
  if (kilobits === undefined) return null
  const sampleRate = rate / divisor
  const samples = layer === LAYER_3 && !isFirst ? 576 : 1152
  const padding = (header >>> 9) & 1
  const channels = ((header >>> 6) & 3) === MONO ? 1 : 2
  const length = Math.floor((samples * kilobits * 1000) / 8 / sampleRate) + padding
  return { bytes: length, samples, sampleRate, channels, isFirst }
}

function frameAt(bytes: Buffer, at: number): AudioFrame | null {
  const header = readHeader(bytes, at)
  if (header === null) return null
  const { samples } = header
  return { from: at, to: at + header.bytes, samples, most: samples }
}

/** Both layers have the same names: which it is each frame says. */
function configOf(frames: Buffer): AudioConfig | null {
  const header = readHeader(frames, 0)
  if (header === null) return null
  const { sampleRate: timescale, channels, isFirst } = header
  const kind = isFirst ? MPEG1_AUDIO : MPEG2_AUDIO
  const codec = `mp4a.${kind.toString(16).toUpperCase()}`
  return {
    kind: 'audio',
    codec,
    timescale,
    channels,
    entry: 'mp4a',
    setup: { box: 'esds', body: esds(kind, null) },
  }
}
