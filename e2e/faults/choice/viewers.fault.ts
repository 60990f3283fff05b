import { afterAll, beforeAll } from 'vitest'
import { deadSources } from '../viewer/dead-sources.ts'
import { edits } from '../viewer/edits.ts'
import { goneSources } from '../viewer/gone-sources.ts'
import { lostSound } from '../viewer/lost-sound.ts'
import { sourceChanges } from '../viewer/source-changes.ts'
import { startViewerStage, type ViewerStage } from '../viewer/viewer-stage.ts'

let stage: ViewerStage
beforeAll(async () => {
  stage = await startViewerStage({ hasChoice: true })
})
afterAll(async () => {
  await stage?.close()
})

// What viewers go through with one picture, they go through with a ladder and two languages.
deadSources(() => stage)
goneSources(() => stage)
lostSound(() => stage)
edits(() => stage)
sourceChanges(() => stage)
