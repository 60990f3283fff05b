import type { Deinterlace, Logo, Rendition, SourceFacts } from '@cashbacktv/contract'
import { arrivingPictures } from './arriving-pictures.ts'
import { cadence } from './cadence.ts'
import { type ColourMatrix, outputMatrix, usualMatrix } from './colours.ts'
import { LOOK_FILTERS } from './content-report.ts'
import { beginTogether, everySecond } from './every-second.ts'
import { fitFilters, unknownFit } from './fit-filters.ts'
import { USUAL_RATE } from './frame-rate.ts'
import { withFrameReport } from './frame-report.ts'
import { layerFilters, type PlannedLayer } from './layer-filters.ts'
import { logoFilters } from './logo-filters.ts'
import { renditionFrame, UNKNOWN_FRAME } from './output-frame.ts'
import type { Frame, PreparedLogo } from './plan-input.ts'

/** Seconds between two thumbnails. */
const THUMBNAIL_SECONDS = 6

export type VideoGraph = {
  /** The picture among the streams of the input. */
  specifier: string
  facts: SourceFacts | null
  /** Largest first. */
  renditions: readonly Rendition[]
  frame: Frame | null
  rate: number | null
  deinterlace: Deinterlace
  logo: { placed: Logo; prepared: PreparedLogo } | null
  layers?: readonly PlannedLayer[]
  filters: readonly string[]
  /** Before the encoder of each rendition. */
  last?: readonly string[]
}

/**
 * The filter graph. Its ends are `[v0]`, `[v1]`, … in the order of the renditions, `[thumb]` and `[look]`.
 * The thumbnail is split off after the logo: before it frames would pile up in the overlay.
 */
export function videoFilters(graph: VideoGraph): string {
  const { logo, layers = [] } = graph
  const source = withFrameReport(graph.specifier)
  const fitted = [
    ...arrivingPictures(graph.facts),
    `bwdif=mode=send_${graph.deinterlace}:deint=interlaced`,
    ...fit(graph),
    'setsar=1',
  ]
  // Last of all: pictures that are shown twice are worked on once.
  const first = single(graph) ? end(0, graph) : '[v0all]'
  const shown = [...cadence(graph.rate), `split${first}[small]`].join(',')
  const matrix = matrixOf(graph)
  const layered = layerFilters(layers, logo ? 'laid' : 'main', {
    matrix,
    framesPerSecond: graph.rate ?? USUAL_RATE,
    frameWidth: graph.frame?.width ?? UNKNOWN_FRAME.width,
  })
  const laid =
    logo || layers.length > 0
      ? [
          `${source}${fitted.join(',')}[main]`,
          ...(logo ? logoFilters(logo.placed, logo.prepared, matrix) : []),
          ...layered.filters,
          `[${layered.to}]${shown}`,
        ]
      : [`${source}${fitted.join(',')},${shown}`]
  const handed = graph.renditions.flatMap((_, index) => handOver(index, graph))
  return [...laid, ...ladder(graph), ...handed, ...small(graph.rate ?? USUAL_RATE)].join(';')
}

function fit({ facts, frame, filters, renditions }: VideoGraph): string[] {
  if (!facts || !frame) return unknownFit(renditions[0]?.height ?? null)
  return fitFilters(facts, frame, filters)
}

function matrixOf({ facts, frame, renditions }: VideoGraph): ColourMatrix {
  return frame ? outputMatrix(facts, frame) : usualMatrix(renditions[0]?.height ?? null)
}

/** Each smaller rendition is made from the one above it, which is cheaper than from the largest. */
function ladder(graph: VideoGraph): string[] {
  if (single(graph)) return []
  const last = graph.renditions.length - 1
  return graph.renditions.flatMap((rendition, index) => {
    const halved = everySecond('before', index, graph)
    if (index === 0) {
      const shared = [...beginTogether(graph), ...halved, 'split']
      return [`[v0all]${shared.join(',')}${end(0, graph)}[down1]`]
    }
    const made = `[down${index}]${[...halved, smaller(rendition, graph)].join(',')},setsar=1`
    const to = end(index, graph)
    return [index === last ? `${made}${to}` : `${made},split${to}[down${index + 1}]`]
  })
}

/** Where the pictures of a rendition are made; what is split off of them is not handed to the encoder. */
function end(index: number, graph: VideoGraph): string {
  return atEnd(index, graph).length === 0 ? `[v${index}]` : `[made${index}]`
}

function handOver(index: number, graph: VideoGraph): string[] {
  const last = atEnd(index, graph)
  return last.length === 0 ? [] : [`${end(index, graph)}${last.join(',')}[v${index}]`]
}

function atEnd(index: number, graph: VideoGraph): string[] {
  return [...everySecond('after', index, graph), ...(graph.last ?? [])]
}

/** All pictures that come here have one size: zscale can do it, which takes half of what swscale does. */
function smaller(rendition: Rendition, { facts, filters }: VideoGraph): string {
  const size = renditionFrame(rendition, facts)
  if (size === null) return `scale=-2:${rendition.height ?? 720}:flags=bicubic`
  const { width, height } = size
  if (filters.includes('zscale')) return `zscale=${width}:${height}:filter=bicubic`
  return `scale=${width}:${height}:flags=bicubic`
}

/** The first frame at once, then one every few seconds; and small ones for what watches the picture. */
function small(rate: number): string[] {
  const frames = Math.max(1, Math.round(rate)) * THUMBNAIL_SECONDS
  return [
    '[small]split[still][seen]',
    `[still]framestep=${frames},scale=480:-2:flags=fast_bilinear:out_range=full,format=yuvj420p[thumb]`,
    `[seen]${LOOK_FILTERS}[look]`,
  ]
}

function single(graph: VideoGraph): boolean {
  return graph.renditions.length === 1
}
