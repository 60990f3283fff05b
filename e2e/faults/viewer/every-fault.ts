import { deadSources } from './dead-sources.ts'
import { edits } from './edits.ts'
import { goneSources } from './gone-sources.ts'
import { lostAudio } from './lost-audio.ts'
import { sourceChanges } from './source-changes.ts'
import type { ViewerStage } from './viewer-stage.ts'

/**
 * All that viewers of one channel go through; the longest first, as all happen at the same time. What is `more` comes
 * after those that copy, of which the first are over soon: encoders do not all start at once.
 */
export function everyFault(
  stage: () => ViewerStage,
  more: (stage: () => ViewerStage) => void = () => {},
): void {
  goneSources(stage)
  more(stage)
  sourceChanges(stage)
  lostAudio(stage)
  edits(stage)
  deadSources(stage)
}
