import type { Capabilities, ChannelSpec, Source, SourceFacts } from '@cashbacktv/contract'
import { parseTestCard } from '@cashbacktv/contract'
import { encoderArguments } from './encoder-arguments.ts'
import { encodedRate, frameRate, paceOf, USUAL_RATE } from './frame-rate.ts'
import { renditionFrame, renditionsBySize } from './output-frame.ts'
import { testCardFacts, testCardGraph } from './test-card.ts'
import { threadsFor } from './threads.ts'
import { videoFilters } from './video-filters.ts'

export type QualityPlanInput = {
  spec: ChannelSpec
  source: Source
  /** Null while nothing is known of the source. */
  facts: SourceFacts | null
  capabilities: Pick<Capabilities, 'filters'> | null
  threadStep: number
  /** Where a piece of the source is recorded, and where what is encoded of it goes. */
  files: { piece: string; encoded: string }
  seconds: number
}

/** How a piece of a source is encoded as its channel is, to be compared. */
export type QualityPlan = {
  /** A test card is made, not read: nothing has to be recorded of it. */
  needsPiece: boolean
  /** Up to and including `-i`. */
  input: string[]
  /** Pictures as the encoder gets them; ends in `[before]`. */
  graph: string
  /** Of the encoder and the file it writes. */
  encoder: string[]
}

/**
 * The same filters and the same encoder as of the channel's largest rendition, without its logo. Null
 * for a copy, and while nothing is known of the source.
 */
export function planQuality(input: QualityPlanInput): QualityPlan | null {
  const { spec, source, files, seconds } = input
  const { output } = spec
  const card = parseTestCard(source.url)
  const facts = testCardFacts(source.url) ?? input.facts
  if (output.mode === 'copy' || facts === null) return null
  const [rendition] = renditionsBySize(output.renditions, facts)
  if (rendition === undefined) return null
  const deinterlace = output.deinterlace ?? 'frame'
  const rate = frameRate(facts, deinterlace)
  const frame = renditionFrame(rendition, facts)
  const graph = videoFilters({
    facts,
    renditions: [rendition],
    frame,
    rate,
    deinterlace,
    logo: null,
    filters: input.capabilities?.filters ?? [],
    specifier: '0:v:0',
  })
  const { codec } = output
  const pace = paceOf(rendition, [rendition], rate)
  const encoded = encodedRate(pace) ?? USUAL_RATE
  const threads = threadsFor(frame, encoded, input.threadStep, codec).encoder
  const limit = ['-t', String(seconds)]
  return {
    needsPiece: card === null,
    input: [
      ...limit,
      ...(card
        ? ['-f', 'lavfi', '-i', testCardGraph(card)]
        : ['-protocol_whitelist', 'file', '-f', 'nut', '-i', files.piece]),
    ],
    graph: `${graph};[v0]null[before];[thumb]nullsink;[look]nullsink`,
    encoder: [
      ...encoderArguments(output.encoding, pace, threads, { codec }),
      ...['-f', 'nut', files.encoded],
    ],
  }
}
