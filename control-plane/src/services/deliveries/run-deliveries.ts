import type { ServiceContext } from '../../context.ts'
import { NOT_TRIED } from '../../repeat-job.ts'
import { nextDueAt } from './claim.ts'
import { type DeliverContext, deliverDue } from './deliver.ts'

/** Looked for even where nobody said that something is due. */
const LOOK_EVERY_MS = 10_000
/** Batches under way at once: a server that does not answer must not hold the others up. */
const MOST_BATCHES = 8

export type DeliveryRunner = {
  /** Begins what is due. To be called again and again; asks the database only when something may be. */
  step(): Promise<typeof NOT_TRIED | undefined>
  /** Ends after what is under way. */
  close(): Promise<void>
}

export function runDeliveries(ctx: DeliverContext & Pick<ServiceContext, 'live'>): DeliveryRunner {
  const underWay = new Set<Promise<void>>()
  let lookAt = 0
  const stop = ctx.live.subscribe('alerts.changed', () => {
    lookAt = 0
  })
  return {
    async step() {
      if (ctx.now().getTime() < lookAt) return NOT_TRIED
      lookAt = ctx.now().getTime() + LOOK_EVERY_MS
      while (underWay.size < MOST_BATCHES) {
        const { count, ended } = await deliverDue(ctx)
        if (count === 0) break
        const batch = ended.finally(() => underWay.delete(batch))
        underWay.add(batch)
      }
      const due = await nextDueAt(ctx.db)
      if (due) lookAt = Math.min(lookAt, due.getTime())
      return undefined
    },
    async close() {
      stop()
      await Promise.allSettled(underWay)
    },
  }
}
