import { deadSources } from './dead-sources.ts'
import { edits } from './edits.ts'
import { goneSources } from './gone-sources.ts'
import { lostAudio } from './lost-audio.ts'
import { sourceChanges } from './source-changes.ts'
import type { ViewerStage } from './viewer-stage.ts'

/** All that viewers of one channel go through; the longest first, as all happen at the same time. */
export function everyFault(stage: () => ViewerStage): void {
  deadSources(stage)
  goneSources(stage)
  lostAudio(stage)
  edits(stage)
  sourceChanges(stage)
}
