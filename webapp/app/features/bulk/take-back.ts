import { askBulk } from './ask-bulk.ts'
import { summariseBulk, type UndoStep } from './domain/bulk-summary.ts'

/** What came of going back, in channels: how many were changed, and how many could not be. */
export type TakenBack = { changed: number; taken: number; notDone: number }

/** Goes back, step by step. Throws what the API could not answer. */
export async function takeBack(steps: readonly UndoStep[]): Promise<TakenBack> {
  const done = []
  for (const step of steps) {
    const { channels, failure } = await askBulk(step.channelIds, step.action, false)
    if (failure !== null) throw failure
    done.push(...channels)
  }
  const { changed, obstacles } = summariseBulk(done)
  const { taken, missing, copies } = obstacles
  return { changed, taken, notDone: missing + copies }
}
