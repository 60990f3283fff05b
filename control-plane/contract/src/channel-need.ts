import type { LayerSettings } from './channel/layers.ts'
import type { Rendition, VideoCodec } from './channel/output.ts'
import { pictureStep } from './channel/rendition-rate.ts'
import type { EncodingSettings } from './encoding.ts'
import type { Calibration } from './host/capabilities.ts'
import { parseTestCard } from './source/source-url-test-card.ts'

/** What a channel takes of its host while it keeps real time. */
export type ChannelNeed = {
  /** 1 is one core busy. */
  cores: number
  /** Of its process, and of its segments where they are kept in memory. */
  memoryBytes: number
}

export type Picture = { width: number; height: number; framesPerSecond: number | null }

/** Tracks of audio that are encoded, and how many of them have their loudness held. */
export type AudioLoad = { encoded: number; held: number }

export type LayerKind = LayerSettings['kind']

export type Workload = {
  mode: 'copy' | 'transcode'
  presetId: string
  speed: EncodingSettings['speed']
  /** Absent for H.264. */
  codec?: VideoCodec | undefined
  renditions: readonly Pick<Rendition, 'height' | 'frameRate'>[]
  /** Of the source, null when nobody has looked into it yet. */
  picture: Picture | null
  sourceUrl: string
  /** Its encoders run on a GPU. */
  isOnGpu?: boolean
  audio: AudioLoad
  /** Drawn on the picture beside its logo; nothing is on one that is copied. */
  layers: readonly LayerKind[]
  /** Material kept for viewers. */
  listedSeconds: number
}

/** Measured with 120 channels of 3.5 Mb/s on two cores: 0.002 to 0.006 each. */
const COPY: ChannelNeed = { cores: 0.008, memoryBytes: 20e6 }
/** One track of audio, decoded and encoded: two thirds of the 0.02 that the bench `audio` has for one that is held. */
const TRACK_CORES = 0.014
/** The third that is left: what it takes more where its loudness is measured and held. */
const HELD_CORES = 0.007
/** The process itself, with its reports: 0.037 measured with a track of audio. */
const PROCESS_CORES = 0.021
/**
 * Drawing a layer, for a million pixels a second of the largest picture: the bench `layers` has 0.001 of a core
 * for 720p25, and 0.004 for a clock.
 */
const CORES_PER_LAYER: Record<LayerKind, number> = {
  logo: 0.00005,
  text: 0.00005,
  crawl: 0.00005,
  clock: 0.00018,
}
/**
 * For a million pixels a second where nothing was measured: half a core for 720p25, twice what the
 * default preset was measured to take on a fast core.
 */
const CORES_PER_MEGAPIXEL = 0.02
/** Of x264's presets against the default one. */
const SPEED_FACTOR: Record<EncodingSettings['speed'], number> = {
  ultrafast: 0.6,
  superfast: 1,
  veryfast: 1.4,
  faster: 2,
  fast: 2.6,
  medium: 3.2,
}
/** Share of the cost that goes with the pixels decoded instead of those encoded. */
const DECODING = 0.2
/**
 * Share of what the default preset takes for the pixels encoded that is left where a GPU encodes: they
 * are scaled, drawn on and handed over on the CPU. A careful guess until a run has shown its own.
 */
const LEFT_BY_GPU = 0.4
/**
 * What HEVC takes on the CPU for the pixels encoded, with all that is done to them, in what the default
 * preset takes for them as H.264, by the speed of the preset. Measured with x265 3.5 without pictures that
 * refer to later ones: whole channels of the default speed take 5.5 times as much for 720p25 and 4 times
 * for 1080p30; the slower ones go by how much longer x265 alone takes.
 */
const HEVC_FACTOR: Record<EncodingSettings['speed'], number> = {
  ultrafast: 4,
  superfast: 6.7,
  veryfast: 7.8,
  faster: 8.4,
  fast: 10.5,
  medium: 11,
}
const DEFAULT = { presetId: 'broadcast', speed: 'superfast' } as const
/** Nobody has looked into the source yet: between SD and 720p, until a look or its own run says better. */
const UNSEEN: Picture = { width: 960, height: 540, framesPerSecond: 25 }
const USUAL_RATE = 25
/** 127 MiB measured at 720p, 205 MiB at 1080p. */
const PROCESS_BYTES = 64e6
const BYTES_PER_PIXEL = 68
/** Measured beside it at both sizes: x265 takes 85 for what x264 takes 47 for. */
const HEVC_BYTES_PER_PIXEL = 106
/** Of a copied stream that nothing is known of. */
const BYTES_PER_SECOND = 500_000

/** The expected need of a channel, from what was measured on its host where that was done. */
export function channelNeed(work: Workload, calibrations: readonly Calibration[]): ChannelNeed {
  const card = parseTestCard(work.sourceUrl)
  const segments = BYTES_PER_SECOND * work.listedSeconds
  // A test card is raw pictures: where it is to be copied it is encoded.
  if (work.mode === 'copy' && card === null) {
    return { cores: COPY.cores + audioCores(work.audio), memoryBytes: COPY.memoryBytes + segments }
  }
  // Its audio is made too.
  const audio = card === null ? work.audio : { ...work.audio, encoded: work.audio.encoded || 1 }
  const isOwnHeight = work.renditions.some(({ height }) => height === null)
  const seen = card ?? work.picture ?? (isOwnHeight ? UNSEEN : null)
  const encoded = work.renditions.map((rendition) => encodedPicture(rendition, seen))
  const largest = Math.max(...encoded.map(megapixels))
  // Decoded once, whatever is made of it.
  const decoded = (seen === null ? largest : megapixels(seen)) * DECODING
  const left = costOf(work)
  const rate = sum(encoded.map(megapixels)) * (1 - DECODING) * left + decoded
  const pixels = sum(encoded.map(({ width, height }) => width * height))
  const isHevcOnCpu = work.codec === 'hevc' && !work.isOnGpu
  const measured = work.isOnGpu || isHevcOnCpu ? DEFAULT : work
  const perMegapixel = coresPerMegapixel(measured, largest, calibrations)
  const layers = sum(work.layers.map((kind) => CORES_PER_LAYER[kind])) * largest
  const bytesPerPixel = isHevcOnCpu ? HEVC_BYTES_PER_PIXEL : BYTES_PER_PIXEL
  return {
    cores: PROCESS_CORES + audioCores(audio) + rate * perMegapixel + layers,
    memoryBytes: PROCESS_BYTES + pixels * bytesPerPixel + segments * encoded.length,
  }
}

function audioCores({ encoded, held }: AudioLoad): number {
  return encoded * TRACK_CORES + held * HELD_CORES
}

/** Of the pixels encoded, in what the preset takes for them as H.264 on the CPU: hosts measure that. */
function costOf({ isOnGpu, codec, speed }: Workload): number {
  if (isOnGpu) return LEFT_BY_GPU
  return codec === 'hevc' ? HEVC_FACTOR[speed] : 1
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

function encodedPicture(rendition: Workload['renditions'][number], seen: Picture | null): Picture {
  const { height } = rendition
  if (seen === null) {
    const wanted = height ?? UNSEEN.height
    return { width: (wanted * 16) / 9, height: wanted, framesPerSecond: USUAL_RATE }
  }
  const scale = (height ?? seen.height) / seen.height
  const rate = seen.framesPerSecond ?? USUAL_RATE
  const framesPerSecond = rate / pictureStep(rendition, rate)
  return { width: seen.width * scale, height: seen.height * scale, framesPerSecond }
}

function megapixels({ width, height, framesPerSecond }: Picture): number {
  return (width * height * (framesPerSecond ?? USUAL_RATE)) / 1e6
}

/** The measurement of the same preset nearest in size, else any one scaled by the speed of the preset. */
function coresPerMegapixel(
  { presetId, speed }: Pick<Workload, 'presetId' | 'speed'>,
  rate: number,
  calibrations: readonly Calibration[],
): number {
  const usual = CORES_PER_MEGAPIXEL * SPEED_FACTOR[speed]
  const own = calibrations.filter((known) => known.presetId === presetId)
  const reference = calibrations.filter((known) => known.presetId === 'broadcast')
  const distance = (known: Calibration) => Math.abs(Math.log(rateOf(known) / rate))
  const [nearest] = (own.length > 0 ? own : reference).toSorted((a, b) => distance(a) - distance(b))
  if (nearest === undefined) return usual
  // Hosts measure with one track of audio.
  const measured = (nearest.cpuSecondsPerSecond - PROCESS_CORES - TRACK_CORES) / rateOf(nearest)
  if (!(measured > 0)) return usual
  return own.length > 0 ? measured : measured * SPEED_FACTOR[speed]
}

function rateOf({ height, framesPerSecond }: Calibration): number {
  return megapixels({ width: (height * 16) / 9, height, framesPerSecond })
}
