import { afterAll, beforeAll } from 'vitest'
import { everyFault } from '../viewer/every-fault.ts'
import { startViewerStage, type ViewerStage } from '../viewer/viewer-stage.ts'

let stage: ViewerStage
beforeAll(async () => {
  stage = await startViewerStage({ hasChoice: true })
})
afterAll(async () => {
  await stage?.close()
})

// What viewers go through with one picture, they go through with a ladder and two languages.
everyFault(() => stage)
