import type { ServiceContext } from './context.ts'
import { NOT_TRIED, repeatJob } from './repeat-job.ts'
import { runAlerts } from './services/alerts/run-alerts.ts'
import { placeWaitingChannels } from './services/channels/place-waiting.ts'
import { createScheduledMeasuring } from './services/quality/measure-by-schedule.ts'
import { keepRecordingsInStep } from './services/recordings/keep-in-step.ts'
import { driveRollouts } from './services/rollouts/drive.ts'
import { recordRollups } from './services/rollups/record-rollups.ts'
import { tidy } from './services/upkeep/tidy.ts'

const PLACE_EVERY_MS = 5000
const WRITE_EVERY_MS = 1000
const DRIVE_EVERY_MS = 1000
const MEASURE_EVERY_MS = 5000
const HOUR_MS = 3_600_000

/** What is done now and then. The answer ends it, after what is under way. */
export function startJobs(ctx: ServiceContext): () => Promise<void> {
  const { log } = ctx
  // Of many instances one does it a day; after a restart it may be done again, which changes nothing.
  const tidyOnceADay = async () => {
    return (await ctx.live.once('tidy', 23 * 3600)) ? tidy(ctx) : NOT_TRIED
  }
  const rollups = recordRollups(ctx)
  const measuring = createScheduledMeasuring(ctx)
  const stops = [
    repeatJob(() => driveRollouts(ctx), {
      everyMs: DRIVE_EVERY_MS,
      firstAfterMs: 0,
      log,
      failed: 'roll-outs wait: the database does not answer',
    }),
    runAlerts(ctx),
    repeatJob(() => rollups.write(), {
      everyMs: WRITE_EVERY_MS,
      log,
      failed: 'figures for charts could not be written to the database',
    }),
    repeatJob(() => placeWaitingChannels(ctx), {
      everyMs: PLACE_EVERY_MS,
      log,
      failed: 'channels could not be placed',
    }),
    repeatJob(() => keepRecordingsInStep(ctx), {
      everyMs: PLACE_EVERY_MS,
      log,
      failed: 'recordings could not be kept in step',
    }),
    repeatJob(() => measuring.step(), {
      everyMs: MEASURE_EVERY_MS,
      log,
      failed: 'the schedule of quality measurements cannot be read',
    }),
    repeatJob(tidyOnceADay, {
      everyMs: HOUR_MS,
      firstAfterMs: HOUR_MS / 12,
      log,
      failed: 'old rows could not be deleted',
    }),
  ]
  return async () => {
    await Promise.all(stops.map((stop) => stop()))
    await measuring.close().catch((err) => log.warn({ err }, 'a lease is left to expire'))
    await rollups.close().catch((err) => log.warn({ err }, 'the last figures for charts are lost'))
  }
}
