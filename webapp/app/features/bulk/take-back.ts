import type { BulkChannelResult } from '@cashbacktv/contract'
import { askBulk } from './ask-bulk.ts'
import { summariseBulk, type UndoStep } from './domain/bulk-summary.ts'

/** What came of going back, in channels: how many were changed, and how many could not be. */
export type TakenBack = {
  changed: number
  taken: number
  notDone: number
  /** Why it did not come to its end, where that is so. */
  failure: unknown
  /** What is left to do then. */
  left: UndoStep[]
}

/** Goes back, step by step, until the API does not answer one. */
export async function takeBack(steps: readonly UndoStep[], ask = askBulk): Promise<TakenBack> {
  const done: BulkChannelResult[] = []
  for (const [index, step] of steps.entries()) {
    const { channels, failure, left } = await ask(step.channelIds, step.action, false).catch(
      (failure: unknown) => ({ channels: [], failure, left: step.channelIds }),
    )
    done.push(...channels)
    if (failure !== null) {
      return {
        ...figuresOf(done),
        failure,
        left: [{ ...step, channelIds: left }, ...steps.slice(index + 1)],
      }
    }
  }
  return { ...figuresOf(done), failure: null, left: [] }
}

function figuresOf(done: readonly BulkChannelResult[]) {
  const { changed, obstacles } = summariseBulk(done)
  const { taken, missing, copies } = obstacles
  return { changed, taken, notDone: missing + copies }
}
