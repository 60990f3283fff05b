import type { SourceFacts } from '@cashbacktv/contract'
import { CUE_FILE } from './cue-files.ts'
import type { PlanInput } from './plan-input.ts'
import { cueSpecifier } from './stream-specifiers.ts'

/** Where the source has a track of cues and its breaks are to be told of; null elsewhere. */
export function wantedCues(
  { spec, plainly }: Pick<PlanInput, 'spec' | 'plainly'>,
  facts: SourceFacts | null,
): string | null {
  return spec.cues === 'off' || plainly ? null : cueSpecifier(facts)
}

/**
 * Cues go into a file of their own. Beside the picture they would hold it up: FFmpeg waits for each
 * stream of an output, and there are minutes between cues. They go without their times, which cues
 * have inside of them: those of FFmpeg go back at a jump of the source's clock, over which any muxer
 * that writes them ends the whole run.
 */
export function cueArguments(input: PlanInput, facts: SourceFacts | null): string[] {
  const specifier = wantedCues(input, facts)
  if (specifier === null) return []
  return [
    ...['-map', specifier, '-codec', 'copy', '-flush_packets', '1'],
    ...['-f', 'data', `${input.runDir}/${CUE_FILE}`],
  ]
}
