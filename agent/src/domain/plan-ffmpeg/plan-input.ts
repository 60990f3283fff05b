import type { Capabilities, ChannelSpec, Source, SourceFacts } from '@cashbacktv/contract'
import type { GpuPlace } from '../gpu/gpu-arguments.ts'

/** A prepared picture. `exactSize`: already as many pixels wide as it is to be on the frame. */
export type PreparedLogo = { file: string; exactSize: boolean }

/** What was drawn once for a layer. */
export type PreparedLayer = PreparedLogo & {
  /** Of a clock its digits, below each other; of a line that runs what is behind it. */
  further?: string
  /** Pixels from the top of one to that of the next of these digits. */
  pitch?: number
  /** Pixels, of a line with its box; 0 for a logo. */
  height: number
  /** A line that begins on the right. */
  isRightToLeft?: boolean
}

/** All that decides how FFmpeg is called. */
export type PlanInput = {
  spec: ChannelSpec
  source: Source
  /** What a probe found; null when the source has never been probed. */
  facts: SourceFacts | null
  capabilities: Pick<Capabilities, 'filters' | 'hlsOptions'> | null
  /** Folder of this run, absolute. */
  runDir: string
  /** Where FFmpeg sends its progress, a `udp:` address. */
  progressUrl: string
  logo: PreparedLogo | null
  /** Of each layer of the channel, in their order; none where they are not to be drawn. */
  layers?: readonly PreparedLayer[]
  /** Where it encodes on a GPU; none where it does not. */
  gpu?: GpuPlace
  /** Steps by which the number of threads is raised, from 0; only for presets that leave it to the plan. */
  threadStep: number
  /** Looks longer into the source before starting: for a source that could not be read at first. */
  patient?: boolean
  /** Nothing is told of the packets of the source: what cannot be told of them must not keep it off the air. */
  plainly?: boolean
  /** Gain of the run before, in dB, at which the levelling of this one begins; 0 where there was none. */
  gainDb?: number
  /** The same of each audio that viewers can choose, by its name. */
  furtherGainsDb?: ReadonlyMap<string, number>
  /** The source announces audio and sends none: FFmpeg would wait for it and bring nothing. */
  withoutAudio?: boolean
}

export type Frame = { width: number; height: number }
