import { arrive, withSlots } from '../broadcast.ts'

/** Takes what is new of the runs, and has looked at it. */
export function arriveComplete(...given: Parameters<typeof arrive>): ReturnType<typeof arrive> {
  const { broadcast, skipped } = arrive(...given)
  const found = broadcast.queue.map(({ runId, file, slot = {} }) => ({ runId, file, slot }))
  return { broadcast: withSlots(broadcast, found), skipped }
}
