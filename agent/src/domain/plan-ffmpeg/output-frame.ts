import type { ChannelSpec, Rendition, SourceFacts } from '@cashbacktv/contract'
import type { Frame } from './plan-input.ts'

type VideoFacts = SourceFacts['video']

/**
 * Size of the largest picture that is encoded, on which the logo is laid. It is fixed for a run, so
 * that a source that changes its size goes on. Null while the size of the source is not known.
 */
export function outputFrame(spec: ChannelSpec, facts: SourceFacts | null): Frame | null {
  if (spec.output.mode === 'copy') return null
  const [largest] = renditionsBySize(spec.output.renditions, facts)
  return largest ? renditionFrame(largest, facts) : null
}

/** For what is drawn while the size of the source is not known. */
export const UNKNOWN_FRAME: Frame = { width: 1280, height: 720 }

/** Largest first; one of the source's own height stands where that height belongs, or first when unknown. */
export function renditionsBySize(
  renditions: readonly Rendition[],
  facts: SourceFacts | null,
): Rendition[] {
  const own = facts ? upright(facts.video).height : Number.MAX_SAFE_INTEGER
  return renditions.toSorted((a, b) => (b.height ?? own) - (a.height ?? own))
}

/** Exact pixels of one rendition: the height asked for, the width by the shape of the source. */
export function renditionFrame(rendition: Rendition, facts: SourceFacts | null): Frame | null {
  if (!facts) return null
  const { width, height, pixelAspect = 1 } = upright(facts.video)
  const target = even(rendition.height ?? height)
  return { width: even((width * pixelAspect * target) / height), height: target }
}

/** Size and pixels of the decoded picture once FFmpeg has turned it the right way up. */
export function upright(video: VideoFacts): Pick<VideoFacts, 'width' | 'height' | 'pixelAspect'> {
  const { width, height, pixelAspect = 1, rotation } = video
  if (rotation !== 90 && rotation !== 270) return { width, height, pixelAspect }
  return { width: height, height: width, pixelAspect: 1 / pixelAspect }
}

function even(value: number): number {
  return Math.max(2, Math.round(value / 2) * 2)
}
