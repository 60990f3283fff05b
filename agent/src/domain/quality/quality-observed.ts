import {
  type ChannelSpec,
  isLadder,
  type QualityCurve,
  type QualityMeasurement,
  type QualityObservation,
  type SourceFacts,
} from '@cashbacktv/contract'
import { encodedRate, frameRate, paceOf } from '../plan-ffmpeg/frame-rate.ts'
import { renditionFrame, renditionsBySize } from '../plan-ffmpeg/output-frame.ts'
import { type Encoded, encoderOf, estimateOf, QUALITY_MODEL } from './quality-model.ts'
import { type QuantiserWindow, usualQuantiser } from './quantiser-window.ts'

/** What is seen of the run that viewers get. */
export type RunSeen = {
  quantisers: QuantiserWindow
  /** Of the largest rendition; with the audio where it is the only one. */
  bitrateKbps: number | null
  /** Of its source; null while nothing is known. */
  facts: SourceFacts | null
  /** Its encoder is that of a GPU, of which nothing was measured. */
  isOnGpu?: boolean
}

export type QualityInput = {
  spec: ChannelSpec | undefined
  /** Null while nothing runs. */
  run: RunSeen | null
  curves: readonly QualityCurve[]
  measured: QualityMeasurement | null
  /** Milliseconds since 1970. */
  wall: number
}

/** How well the picture of a channel is encoded, as far as that can be told. */
export function qualityObserved(input: QualityInput): { quality?: QualityObservation } {
  const { spec, run, measured } = input
  if (spec === undefined || run === null) {
    return measured === null ? {} : { quality: { estimate: null, none: null, measured } }
  }
  return { quality: { ...estimateNow(spec, run, input), measured } }
}

function estimateNow(
  { output }: ChannelSpec,
  run: RunSeen,
  { curves, wall }: QualityInput,
): Pick<QualityObservation, 'estimate' | 'none'> {
  if (output.mode === 'copy') return { estimate: null, none: 'copied' }
  // What is calibrated is x264.
  if (run.isOnGpu || output.codec === 'hevc') return { estimate: null, none: 'not-calibrated' }
  const encoder = encoderOf(output.encoding)
  const curve = curves.find((one) => one.encoder === encoder)
  if (curve === undefined) return { estimate: null, none: 'not-calibrated' }
  const encoded = encodedOf(output, run)
  const likeness = encoded && estimateOf(curve, encoded)
  if (likeness === null) return { estimate: null, none: 'too-early' }
  const at = new Date(wall).toISOString()
  const versions = { model: QUALITY_MODEL, calibratedAt: curve.at }
  return { estimate: { ...likeness, at, ...versions }, none: null }
}

type Transcode = Extract<ChannelSpec['output'], { mode: 'transcode' }>

/** Of the rendition whose segments are counted, the largest. */
function encodedOf(output: Transcode, { quantisers, bitrateKbps, facts }: RunSeen): Encoded | null {
  const [rendition] = renditionsBySize(output.renditions, facts)
  if (rendition === undefined || bitrateKbps === null || facts === null) return null
  const quantiser = usualQuantiser(quantisers, 0)
  const frame = renditionFrame(rendition, facts)
  const ofChannel = frameRate(facts, output.deinterlace ?? 'frame')
  const rate = encodedRate(paceOf(rendition, [rendition], ofChannel))
  const isAlone = !isLadder(output)
  const hasAudio = isAlone && output.audio.mode !== 'none' && facts.audio !== null
  const ofAudio = hasAudio ? output.audio.bitrateKbps : 0
  // Audio may take less than it is given, and the picture is never the smaller part.
  const bits = Math.max(bitrateKbps - ofAudio, bitrateKbps / 2) * 1000
  if (quantiser === null || frame === null || rate === null || bits <= 0) return null
  return { quantiser, bitsPerPixel: bits / (frame.width * frame.height * rate) }
}
