import { afterAll, beforeAll } from 'vitest'
import { everyFault } from '../viewer/every-fault.ts'
import { oneReader } from '../viewer/one-reader.ts'
import { startViewerStage, type ViewerStage } from '../viewer/viewer-stage.ts'

let stage: ViewerStage
beforeAll(async () => {
  stage = await startViewerStage()
})
afterAll(async () => {
  await stage?.close()
})

everyFault(() => stage, oneReader)
