import type { ServiceContext } from '../../context.ts'
import { NOT_TRIED, repeatJob } from '../../repeat-job.ts'
import { pingDeadMan } from '../alert-settings/ping-dead-man.ts'
import { runDeliveries } from '../deliveries/run-deliveries.ts'
import { createAlertEngine } from './engine.ts'

const EVERY_MS = 1000
const PING_EVERY_MS = 60_000
/** Not sooner: whoever counts on it would take a start for a life. */
const FIRST_PING_MS = 10_000

/** Looks, tells, and says that it lives. The answer ends it, after what is under way. */
export function runAlerts(ctx: ServiceContext): () => Promise<void> {
  const { log } = ctx
  const engine = createAlertEngine(ctx)
  const deliveries = runDeliveries(ctx)
  ctx.metrics.watchIncidents(() => ctx.view.incidentFigures())
  let steppedAt = 0
  const step = async () => {
    if ((await engine.step()) === NOT_TRIED) return NOT_TRIED
    steppedAt = ctx.now().getTime()
    return undefined
  }
  const ping = async () => {
    // Where no instance looks at the fleet none says that all is well.
    const isLooking = engine.leads() && ctx.now().getTime() - steppedAt < FIRST_PING_MS
    return isLooking ? pingDeadMan(ctx) : NOT_TRIED
  }
  const stops = [
    repeatJob(step, { everyMs: EVERY_MS, log, failed: 'alerts cannot be looked after' }),
    repeatJob(() => deliveries.step(), {
      ...{ everyMs: EVERY_MS, log, failed: 'messages to alert targets wait' },
    }),
    repeatJob(ping, {
      ...{ everyMs: PING_EVERY_MS, firstAfterMs: FIRST_PING_MS, log },
      failed: 'the dead-man’s switch cannot be pinged',
    }),
  ]
  return async () => {
    await Promise.all(stops.map((stop) => stop()))
    await deliveries.close()
    await engine.close().catch((err) => log.warn({ err }, 'the lease of alerts is left to expire'))
  }
}
