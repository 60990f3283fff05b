import type { SourceFacts } from '@cashbacktv/contract'
import type { PlanInput } from './plan-input.ts'
import { teletextFiles } from './subtitle-tracks.ts'

/** Name of what a run writes teletext into, below its folder, by its number. */
export const teletextFile = (number: number) => `teletext-${number}.ts`
export const isTeletextFile = (name: string) => /^teletext-\d+\.ts$/.test(name)

/** Whether a run writes teletext down, whose times are to be those of its pictures. */
export function writesTeletext(
  { spec, plainly }: Pick<PlanInput, 'spec' | 'plainly'>,
  facts: SourceFacts | null,
): boolean {
  return !plainly && teletextFiles(spec.output, facts).length > 0
}

/**
 * Teletext goes into a file of its own as it comes, and is read by the origin. Beside the picture it
 * would hold that up: FFmpeg waits for each stream of an output, and there are minutes between
 * subtitles. Decoded by FFmpeg a subtitle would be known once it is over.
 */
export function subtitleArguments(input: PlanInput, facts: SourceFacts | null): string[] {
  if (!writesTeletext(input, facts)) return []
  return teletextFiles(input.spec.output, facts).flatMap((specifier, number) => [
    ...['-map', specifier, '-codec', 'copy', '-flush_packets', '1'],
    // The clock of the pictures, from where they begin.
    ...['-avoid_negative_ts', 'disabled', '-f', 'mpegts'],
    `${input.runDir}/${teletextFile(number)}`,
  ])
}
