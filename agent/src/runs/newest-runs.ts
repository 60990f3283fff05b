import type { ChannelId } from '@cashbacktv/contract'
import type { RunHandle } from './run-handle.ts'
import type { RunTable } from './run-table.ts'

/** The newest run of each channel that has had a process. */
export function newestRuns(table: Pick<RunTable, 'entries'>): Map<ChannelId, RunHandle> {
  const newest = new Map<ChannelId, RunHandle>()
  for (const { handle } of table.entries()) {
    if (handle !== null) newest.set(handle.channelId, handle)
  }
  return newest
}
