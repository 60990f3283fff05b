import { bitReader } from '../ladder/bit-reader.ts'

/** The header of a syncframe of AC-3 or E-AC-3 (ETSI TS 102 366 4.3 and E.1.2). */
export type DolbyFrame = {
  bytes: number
  /** Bits of its header that files say again: code of its rate, version and mode of the service. */
  rateCode: number
  version: number
  service: number
  /** How its channels are coded, and whether it has one of low frequency. */
  mode: number
  hasLow: boolean
  sampleRate: number
  /** Of each channel. */
  samples: number
  /** `own` can be heard by itself, and `further` adds to the one before it. */
  role: 'first' | 'own' | 'further'
  /** AC-3: half the code of its length, which is that of its rate of bits; null of E-AC-3. */
  bitRateCode: number | null
  /** Places of the channels that it adds (E.1.3.1.8), from the highest bit on. */
  places: number
}

const SYNC = 0x0b77
/** Bytes of a header, up to where E-AC-3 may say places. */
const HEADER_BYTES = 12
const VERSION_AT = 5
/** What has a version up to here is AC-3, and E-AC-3 up to the other. */
const LAST_AC3 = 10
const LAST_EAC3 = 16
const SAMPLE_RATES = [48_000, 44_100, 32_000]
const BLOCK_SAMPLES = 256
const BLOCKS = [1, 2, 3, 6]
/** Kilobits a second (table 4.13). */
const BIT_RATES = [
  32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512, 576, 640,
]

/** The frame that begins there; null where there is none. */
export function readDolbyFrame(bytes: Buffer, at: number): DolbyFrame | null {
  if (at + HEADER_BYTES > bytes.length || bytes.readUInt16BE(at) !== SYNC) return null
  const version = bytes.readUInt8(at + VERSION_AT) >> 3
  const header = bytes.subarray(at, at + HEADER_BYTES)
  if (version > LAST_EAC3) return null
  return version <= LAST_AC3 ? readAc3(header, version) : readEac3(header, version)
}

function readAc3(header: Buffer, version: number): DolbyFrame | null {
  const bits = bitReader(header.subarray(4))
  const rateCode = bits.take(2)
  const size = bits.take(6)
  const sampleRate = SAMPLE_RATES[rateCode]
  const rate = BIT_RATES[size >> 1]
  if (sampleRate === undefined || rate === undefined) return null
  bits.skip(5)
  const [service, mode] = [bits.take(3), bits.take(3)]
  const hasCentre = (mode & 1) === 1 && mode !== 1
  const hasSurround = (mode & 4) !== 0
  bits.skip((hasCentre ? 2 : 0) + (hasSurround ? 2 : 0) + (mode === 2 ? 2 : 0))
  const samples = 6 * BLOCK_SAMPLES
  // Words of 16 bits; at 44.1 kHz they are no whole number, and every other frame has one more.
  const words = Math.floor((rate * 1000 * samples) / sampleRate / 16)
  const more = sampleRate === 44_100 ? size & 1 : 0
  return {
    bytes: 2 * (words + more),
    rateCode,
    version,
    service,
    mode,
    hasLow: bits.take(1) === 1,
    sampleRate,
    samples,
    role: 'first',
    bitRateCode: size >> 1,
    places: 0,
  }
}

const FURTHER = 1
const RESERVED = 3

function readEac3(header: Buffer, version: number): DolbyFrame | null {
  const bits = bitReader(header.subarray(2))
  const [type, stream, bytes] = [bits.take(2), bits.take(3), 2 * (bits.take(11) + 1)]
  const rateCode = bits.take(2)
  const more = bits.take(2)
  const isHalf = rateCode === 3
  const full = SAMPLE_RATES[isHalf ? more : rateCode]
  if (full === undefined || type === RESERVED || bytes < HEADER_BYTES) return null
  const [mode, hasLow] = [bits.take(3), bits.take(1) === 1]
  bits.skip(5)
  const isFurther = type === FURTHER
  return {
    bytes,
    rateCode,
    version,
    service: 0,
    mode,
    hasLow,
    bitRateCode: null,
    sampleRate: isHalf ? full / 2 : full,
    samples: (isHalf ? 6 : (BLOCKS[more] ?? 6)) * BLOCK_SAMPLES,
    role: isFurther ? 'further' : stream === 0 ? 'first' : 'own',
    places: isFurther ? readPlaces(bits, mode) : 0,
  }
}

/** Of two programmes in one, levels are said twice. */
const DUAL = 0

function readPlaces(bits: ReturnType<typeof bitReader>, mode: number): number {
  for (let times = mode === DUAL ? 2 : 1; times > 0; times--) {
    bits.skip(5)
    if (bits.take(1) === 1) bits.skip(8)
  }
  return bits.take(1) === 1 ? bits.take(16) : 0
}
