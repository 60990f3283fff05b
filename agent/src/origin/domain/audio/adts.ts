import type { AacAudio } from '@cashbacktv/contract'

const SAMPLE_RATES = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8000,
]
/** Of each channel, in a block of a frame. */
export const FRAME_SAMPLES = 1024
const HEADER_BYTES = 7
const CHECKSUM_BYTES = 2
const LC = 1

/** Silence encoded as AAC-LC, one frame: every decoder knows nothing shorter. */
const SILENT_FRAMES = {
  1: Buffer.from([0x00, 0xc8, 0x00, 0x80, 0x23, 0x80]),
  2: Buffer.from([0x21, 0x00, 0x49, 0x90, 0x02, 0x19, 0x00, 0x23, 0x80]),
}

/** What stands before a frame (ISO/IEC 14496-3 1.A.2), whatever AAC it is of. */
export type AdtsHeader = {
  /** Of the header, and of the frame with it. */
  headerBytes: number
  bytes: number
  /** MPEG-4 audio object type: 2 is LC. */
  objectType: number
  sampleRateIndex: number
  /** Hz; null where the index stands for none. */
  sampleRate: number | null
  /** Table 1.19; 0 where the frame itself says it. */
  channelConfiguration: number
  /** Most frames have one block of 1024 samples. */
  blocks: number
}

/** The header that begins there; null where there is none. */
export function readAdtsHeader(bytes: Buffer, at: number): AdtsHeader | null {
  if (at + HEADER_BYTES > bytes.length) return null
  if ((bytes.readUInt16BE(at) & 0xfff6) !== 0xfff0) return null
  const kind = bytes.readUInt8(at + 2)
  const length = (bytes.readUIntBE(at + 3, 3) >> 5) & 0x1fff
  const sampleRateIndex = (kind >> 2) & 0x0f
  const hasChecksum = (bytes.readUInt8(at + 1) & 1) === 0
  return {
    headerBytes: HEADER_BYTES + (hasChecksum ? CHECKSUM_BYTES : 0),
    bytes: Math.max(HEADER_BYTES, length),
    objectType: (kind >> 6) + 1,
    sampleRateIndex,
    sampleRate: SAMPLE_RATES[sampleRateIndex] ?? null,
    channelConfiguration: ((kind & 1) << 2) | (bytes.readUInt8(at + 3) >> 6),
    blocks: (bytes.readUInt8(at + 6) & 3) + 1,
  }
}

export type AdtsFrame = { bytes: number; audio: AacAudio | null }

/** The frame that begins there; its `audio` is null when it is another kind of AAC. */
export function readAdts(bytes: Buffer, at: number): AdtsFrame | null {
  const header = readAdtsHeader(bytes, at)
  if (header === null) return null
  const { objectType, sampleRate, sampleRateIndex, channelConfiguration: channels } = header
  const isKnown = objectType === LC + 1 && sampleRate !== null
  const isPlain = channels === 1 || channels === 2
  return { bytes: header.bytes, audio: isKnown && isPlain ? { sampleRateIndex, channels } : null }
}

/** Frames that begin in a run of them. */
export function countFrames(bytes: Buffer): number {
  let frames = 0
  let at = 0
  for (let frame = readAdts(bytes, 0); frame !== null; frame = readAdts(bytes, at)) {
    frames++
    at += frame.bytes
  }
  return frames
}

/** How long a frame lasts, in ticks of 90 kHz; not a whole number for 44.1 kHz. */
export function frameTicks({ sampleRateIndex }: AacAudio): number {
  return (FRAME_SAMPLES * 90_000) / (SAMPLE_RATES[sampleRateIndex] ?? 48_000)
}

export function silentFrame({ sampleRateIndex, channels }: AacAudio): Buffer {
  const data = SILENT_FRAMES[channels]
  const length = HEADER_BYTES + data.length
  const header = Buffer.from([0xff, 0xf1, 0, 0, 0, 0, 0xfc])
  header.writeUInt8((LC << 6) | (sampleRateIndex << 2), 2)
  header.writeUIntBE(((channels << 22) | (length << 5) | 0x1f) >>> 0, 3, 3)
  return Buffer.concat([header, data])
}
