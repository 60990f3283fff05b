import type { ServiceContext } from '../../context.ts'
import { NOT_TRIED } from '../../repeat-job.ts'
import type { AlertEngine } from '../alerts/engine.ts'
import { pingDeadMan } from './ping-dead-man.ts'

/** A look at the fleet longer ago than this says nothing of now. */
const STALE_AFTER_MS = 10_000

export type DeadManSwitch = {
  /** One step of the engine, remembered. @throws when the database is away */
  step(): Promise<typeof NOT_TRIED | undefined>
  /** Pings where this instance leads and its last step was lately. @throws when the database is away */
  ping(): Promise<typeof NOT_TRIED | undefined>
}

/** Where no instance looks at the fleet none says that all is well. */
export function createDeadManSwitch(
  ctx: Pick<ServiceContext, 'db' | 'config' | 'now' | 'log' | 'outside'>,
  engine: Pick<AlertEngine, 'step' | 'leads'>,
): DeadManSwitch {
  let steppedAt = 0
  return {
    async step() {
      if ((await engine.step()) === NOT_TRIED) return NOT_TRIED
      steppedAt = ctx.now().getTime()
      return undefined
    },
    async ping() {
      const isLooking = engine.leads() && ctx.now().getTime() - steppedAt < STALE_AFTER_MS
      if (!isLooking) return NOT_TRIED
      await pingDeadMan(ctx)
      return undefined
    },
  }
}
