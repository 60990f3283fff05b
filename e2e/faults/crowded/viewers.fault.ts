import { afterAll, beforeAll } from 'vitest'
import { deadSources } from '../viewer/dead-sources.ts'
import { edits } from '../viewer/edits.ts'
import { goneSources } from '../viewer/gone-sources.ts'
import { lostSound } from '../viewer/lost-sound.ts'
import { sourceChanges } from '../viewer/source-changes.ts'
import { startViewerStage, type ViewerStage } from '../viewer/viewer-stage.ts'

let stage: ViewerStage
beforeAll(async () => {
  stage = await startViewerStage()
})
afterAll(async () => {
  await stage?.close()
})

// The longest first: all happen at the same time.
deadSources(() => stage)
goneSources(() => stage)
lostSound(() => stage)
edits(() => stage)
sourceChanges(() => stage)
