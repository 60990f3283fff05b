import type { Logo, Rendition, SourceFacts } from '@cashbacktv/contract'
import { USUAL_RATE } from './frame-rate.ts'
import { logoFilters } from './logo-filters.ts'
import { renditionFrame, upright } from './output-frame.ts'
import type { Frame, PreparedLogo } from './plan-input.ts'
import { steadyTimes } from './poor-clock.ts'

/** Seconds between two thumbnails. */
const THUMBNAIL_SECONDS = 6

export type VideoGraph = {
  facts: SourceFacts | null
  /** Largest first. */
  renditions: readonly Rendition[]
  frame: Frame | null
  rate: number | null
  logo: { placed: Logo; prepared: PreparedLogo } | null
  filters: readonly string[]
}

/**
 * The filter graph. Its ends are `[v0]`, `[v1]`, … in the order of the renditions, and `[thumb]`.
 * The thumbnail is split off after the logo: before it frames would pile up in the overlay.
 */
export function videoFilters(graph: VideoGraph): string {
  const { logo } = graph
  const height = graph.frame?.height ?? graph.renditions[0]?.height ?? null
  const source = `[0:v:${graph.facts?.video.index ?? 0}]`
  const fitted = [
    ...steadyTimes(graph.facts),
    'bwdif=mode=send_frame:deint=interlaced',
    ...fit(graph),
    'setsar=1',
  ]
  const laid = logo
    ? [
        `${source}${fitted.join(',')}[main]`,
        ...logoFilters(logo.placed, logo.prepared, height),
        `[laid]split[v0${single(graph) ? '' : 'all'}][small]`,
      ]
    : [`${source}${fitted.join(',')},split[v0${single(graph) ? '' : 'all'}][small]`]
  return [...laid, ...ladder(graph), thumbnail(graph.rate ?? USUAL_RATE)].join(';')
}

/**
 * Into the fixed frame with its shape kept, so that a source that changes its size goes on. FFmpeg
 * builds the graph anew for another size, but not for another shape of pixels: the last two filters
 * look at each frame, and do nothing while it fills the frame.
 */
function fit({ facts, frame, filters, renditions }: VideoGraph): string[] {
  if (!facts || !frame) return [unknown(renditions[0]?.height ?? null)]
  const own = upright(facts.video)
  const same = own.width === frame.width && own.height === frame.height
  // Twice as fast as swscale, but it takes no notice of a change of shape.
  const fast = same || !filters.includes('zscale') ? [] : [`zscale=${inside(frame)}:filter=bicubic`]
  const { width, height } = frame
  const shaped = `scale=${inside(frame)}:flags=bicubic:eval=frame`
  return [...fast, shaped, `pad=${width}:${height}:-1:-1:eval=frame`]
}

/** The size of the first frame counts, with square pixels. */
function unknown(height: number | null): string {
  const lines = height ?? 'trunc(ih/2)*2'
  return `scale=w=trunc(${height ?? 'ih'}*dar/2)*2:h=${lines}:flags=bicubic`
}

function inside({ width, height }: Frame): string {
  const w = `trunc(min(${width}\\,${height}*dar+1)/2)*2`
  const h = `trunc(min(${height}\\,${width}/dar+1)/2)*2`
  return `w=${w}:h=${h}`
}

/** Each smaller rendition is made from the one above it, which is cheaper than from the largest. */
function ladder(graph: VideoGraph): string[] {
  if (single(graph)) return []
  const last = graph.renditions.length - 1
  return graph.renditions.flatMap((rendition, index) => {
    if (index === 0) return ['[v0all]split[v0][down1]']
    const size = renditionFrame(rendition, graph.facts)
    const height = rendition.height ?? 720
    const scale = size ? `scale=${size.width}:${size.height}` : `scale=-2:${height}`
    const made = `[down${index}]${scale}:flags=bicubic,setsar=1`
    return [index === last ? `${made}[v${index}]` : `${made},split[v${index}][down${index + 1}]`]
  })
}

/** The first frame at once, then one every few seconds. Detectors of trouble belong after the scaling. */
function thumbnail(rate: number): string {
  const second = Math.max(1, Math.round(rate))
  return `[small]framestep=${second},scale=480:-2:flags=fast_bilinear:out_range=full,format=yuvj420p,framestep=${THUMBNAIL_SECONDS}[thumb]`
}

function single(graph: VideoGraph): boolean {
  return graph.renditions.length === 1
}
