import type { Source, SourceFacts } from '@cashbacktv/contract'
import { reachOf } from '../domain/confinement/reach.ts'
import { inputArguments } from '../domain/plan-ffmpeg/input-arguments.ts'
import { audioSpecifier, videoSpecifier } from '../domain/plan-ffmpeg/stream-specifiers.ts'
import type { ContentPiece } from '../ports.ts'
import { hlsOptions } from './hls-options.ts'
import { sampleContent } from './sample-content.ts'

const SECONDS = 4
/** With the time that opening it takes. */
const PATIENCE_MS = 20_000

/** Some seconds of a source, all its pictures decoded. */
export async function sampleSource(
  source: Source,
  allowCidrs: readonly string[],
  facts: SourceFacts | null,
  signal?: AbortSignal,
): Promise<ContentPiece | null> {
  const input = inputArguments(source, {
    container: facts?.container ?? null,
    bitrateKbps: facts?.bitrateKbps ?? null,
    patient: false,
    hlsOptions: await hlsOptions(),
  })
  const audio = facts !== null && facts.audio === null ? null : audioSpecifier(facts, source)
  const [sample] = await sampleContent({
    of: [{ input, video: videoSpecifier(facts, source), audio }],
    reach: reachOf(source.url, allowCidrs),
    seconds: SECONDS,
    firstKeyframe: false,
    timeoutMs: PATIENCE_MS,
    signal,
  })
  return sample?.piece ?? null
}
