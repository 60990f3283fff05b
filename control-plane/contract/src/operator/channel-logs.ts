import { z } from 'zod'
import { LogLine } from '../host/host-request.ts'
import { RunLogs } from '../host/run-log.ts'
import { ChannelId, RunId } from '../ids.ts'

/** Of the newest run where none is named. */
export const ReadLogsInput = z.strictObject({
  id: ChannelId,
  /** So many lines from the end. */
  tail: z.coerce.number().int().min(1).max(1000).default(100),
  runId: RunId.optional(),
})
export type ReadLogsInput = z.infer<typeof ReadLogsInput>

export const ChannelLogs = z.object({ lines: z.array(LogLine), ...RunLogs.shape })
export type ChannelLogs = z.infer<typeof ChannelLogs>
