import type { SourceFacts, SubtitleFacts } from '@cashbacktv/contract'
import type { PlanInput } from './plan-input.ts'
import { writtenTracks } from './subtitle-tracks.ts'

/** Name of what a run writes subtitles into, below its folder, by its number; `kind` is absent of teletext. */
export const writtenFile = (kind: SubtitleFacts['kind'] | undefined, number: number) =>
  `${kind ?? 'teletext'}-${number}.ts`
export const isWrittenFile = (name: string) => /^(teletext|bitmap)-\d+\.ts$/.test(name)

type Planned = Pick<PlanInput, 'spec' | 'plainly'>

function tracksOf({ spec, plainly }: Planned, facts: SourceFacts | null) {
  return plainly ? [] : writtenTracks(spec.output, facts)
}

/** Whether a run writes subtitles down, whose times are to be those of its pictures. */
export function writesSubtitles(input: Planned, facts: SourceFacts | null): boolean {
  return tracksOf(input, facts).length > 0
}

export function writesTeletext(input: Planned, facts: SourceFacts | null): boolean {
  return tracksOf(input, facts).some(({ kind }) => kind === 'teletext')
}

/**
 * Subtitles go into a file of their own as they come, and are read by the origin. Beside the picture they
 * would hold that up: FFmpeg waits for each stream of an output, and there are minutes between
 * subtitles. Decoded by FFmpeg a subtitle would be known once it is over.
 */
export function subtitleArguments(input: PlanInput, facts: SourceFacts | null): string[] {
  return tracksOf(input, facts).flatMap(({ kind, specifier }, number) => [
    ...['-map', specifier, '-codec', 'copy', '-flush_packets', '1'],
    // The clock of the pictures, from where they begin.
    ...['-avoid_negative_ts', 'disabled', '-f', 'mpegts'],
    `${input.runDir}/${writtenFile(kind, number)}`,
  ])
}
