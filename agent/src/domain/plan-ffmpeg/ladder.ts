import {
  type ChannelSpec,
  type EncodingSettings,
  type HlsSettings,
  isLadder,
  type LadderFile,
  type Rendition,
  type SourceFacts,
} from '@cashbacktv/contract'
import { furtherAudio } from './further-audio.ts'
import { audioFolder } from './hls-arguments.ts'
import { renditionFrame, renditionsBySize } from './output-frame.ts'
import { ladderSubtitles } from './subtitle-tracks.ts'

/** What a run that is planned so puts out; null where it is one rendition, in its own folder. */
export function ladderOf({ output }: ChannelSpec, facts: SourceFacts | null): LadderFile | null {
  if (!isLadder(output)) return null
  const further = furtherAudio(output.audio, facts).map(({ name }) => audioFolder(name))
  const subtitles = ladderSubtitles(output, facts)
  const sizes = output.mode === 'copy' ? [COPY] : renditionsBySize(output.renditions, facts)
  return {
    renditions: sizes.map(({ name }) => name),
    hasAudio: output.audio?.mode !== 'none',
    ...(further.length === 0 ? {} : { audio: further }),
    ...(subtitles.length === 0 ? {} : { subtitles }),
  }
}

/** The picture of a channel that is copied, where it has audio or subtitles beside it. */
export const COPY: Rendition = { name: 'main', height: null }

/**
 * A ladder has exactly one keyframe a segment and its segments end at each: then those of all
 * renditions end with the same picture, whether audio begins before it or not, and whatever rate a
 * source says it has.
 */
const CUT_AT_EACH_KEYFRAME = 0.5

export function segmenting(hls: HlsSettings, renditions: number): HlsSettings {
  if (renditions === 1) return hls
  return { ...hls, segmentSeconds: hls.segmentSeconds * CUT_AT_EACH_KEYFRAME }
}

/**
 * FFmpeg moves an output on that begins below zero, as AAC does by the frame that its encoder needs:
 * the pictures of the rendition with the audio would lie 21 ms behind those of the others, and all
 * pictures behind what cues or subtitles say of them: `isTold` where either is written down.
 */
export function sharedClock(renditions: number, isTold: boolean): string[] {
  if (renditions === 1 && !isTold) return []
  // Once for HLS, once for the transport stream in it.
  return ['-avoid_negative_ts', 'disabled', '-hls_ts_options', 'avoid_negative_ts=disabled']
}

/**
 * Bits grow slower than pixels: with this exponent a cap of 6 Mb/s at 1080p comes to 3.3 at 720p and
 * 1.7 at 480p, near what Apple's authoring rules for HLS name for these sizes.
 */
const BITS_BY_PIXELS = 0.75
const LEAST_KBPS = 200

/** The settings of the preset, meant for the largest rendition, for one of a ladder, which may have a cap of its own. */
export function encodingInLadder(
  encoding: EncodingSettings,
  hls: HlsSettings,
  renditions: readonly Rendition[],
  rendition: Rendition,
  facts: SourceFacts | null,
): EncodingSettings {
  const [largest] = renditions
  const { maxBitrateKbps: cap } = encoding
  const { maxBitrateKbps: own = null } = rendition
  if (renditions.length === 1 || largest === undefined) {
    return { ...encoding, maxBitrateKbps: own ?? cap }
  }
  const share = pixelsOf(rendition, facts) / pixelsOf(largest, facts)
  const scaled =
    cap === null ? null : Math.max(LEAST_KBPS, Math.round(cap * share ** BITS_BY_PIXELS))
  return { ...encoding, keyframeSeconds: hls.segmentSeconds, maxBitrateKbps: own ?? scaled }
}

/** Of a source that nobody has looked into the shape is as good as any: shares of it count. */
const USUAL_HEIGHT = 1080

function pixelsOf(rendition: Rendition, facts: SourceFacts | null): number {
  const frame = renditionFrame(rendition, facts)
  return frame ? frame.width * frame.height : (rendition.height ?? USUAL_HEIGHT) ** 2
}
