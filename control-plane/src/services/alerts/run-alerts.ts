import type { ServiceContext } from '../../context.ts'
import { repeatJob } from '../../repeat-job.ts'
import { createDeadManSwitch } from '../alert-settings/dead-man-switch.ts'
import { runDeliveries } from '../deliveries/run-deliveries.ts'
import { createAlertEngine } from './engine.ts'

/** In milliseconds. */
export type AlertTimes = {
  stepEveryMs: number
  /** Whether a message is due is a look at a clock: one that waits for its turn is not to wait longer. */
  deliverEveryMs: number
  pingEveryMs: number
  firstPingAfterMs: number
}
const TIMES: AlertTimes = {
  // Hosts report each second: what they have not said anew since the last look costs next to nothing.
  stepEveryMs: 500,
  deliverEveryMs: 200,
  pingEveryMs: 60_000,
  // Not sooner: whoever counts on it would take a start for a life.
  firstPingAfterMs: 10_000,
}

/** Looks, tells, and says that it lives. The answer ends it, after what is under way. */
export function runAlerts(ctx: ServiceContext, times = TIMES): () => Promise<void> {
  const { log } = ctx
  const engine = createAlertEngine(ctx)
  const deliveries = runDeliveries(ctx)
  const deadMan = createDeadManSwitch(ctx, engine)
  ctx.metrics.watchIncidents(() => ctx.view.incidentFigures())
  const everyMs = times.stepEveryMs
  const stops = [
    repeatJob(() => deadMan.step(), { everyMs, log, failed: 'alerts cannot be looked after' }),
    repeatJob(() => deliveries.step(), {
      everyMs: times.deliverEveryMs,
      log,
      failed: 'messages to alert targets wait',
    }),
    repeatJob(() => deadMan.ping(), {
      everyMs: times.pingEveryMs,
      firstAfterMs: times.firstPingAfterMs,
      log,
      failed: 'the dead-man’s switch cannot be pinged',
    }),
  ]
  return async () => {
    await Promise.all(stops.map((stop) => stop()))
    await deliveries.close()
    await engine.close().catch((err) => log.warn({ err }, 'the lease of alerts is left to expire'))
  }
}
