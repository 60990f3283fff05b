import { z } from 'zod'
import { Reason } from '../failure.ts'
import { Instant, RunId } from '../ids.ts'

/** How a run of FFmpeg ended. `reason` is null for an end that was asked for. */
export const RunLogEnd = z.object({
  at: Instant,
  uptimeSeconds: z.number().nonnegative(),
  /** Complete segments that it brought. */
  segments: z.int().nonnegative(),
  exitCode: z.int().nullable(),
  signal: z.string().max(20).nullable(),
  reason: Reason.nullable(),
})

/** A run whose log is kept on its host. `end` is null while it runs, and of one that no agent saw end. */
export const RunLogSummary = z.object({
  runId: RunId,
  startedAt: Instant,
  end: RunLogEnd.nullable(),
})
export type RunLogSummary = z.infer<typeof RunLogSummary>

/** What a log is of, secrets hidden. It stays however much FFmpeg says. */
export const RunLogPrelude = z.object({
  command: z.string().max(8000),
  ffmpegVersion: z.string().max(200).nullable(),
  source: z.string().max(2048),
})
export type RunLogPrelude = z.infer<typeof RunLogPrelude>

/** `<state>/logs/<channelId>/<runId>.json`, beside the log; older logs have none. */
export const RunLogFile = RunLogSummary.extend({ prelude: RunLogPrelude })
export type RunLogFile = z.infer<typeof RunLogFile>

/** `prelude` is null for a log whose run was not written down. */
export const RunLog = RunLogSummary.extend({ prelude: RunLogPrelude.nullable() })
export type RunLog = z.infer<typeof RunLog>

/** The log of a run, and which others are kept, newest first. `run` is null when there is no such log. */
export const RunLogs = z.object({ run: RunLog.nullable(), runs: z.array(RunLogSummary).max(50) })
export type RunLogs = z.infer<typeof RunLogs>
