import type { BulkResult } from '@cashbacktv/contract'
import { browserApi, waits } from '../../shared/browser-api.ts'

export type BulkAction = Parameters<typeof browserApi.channels.bulk.mutate>[0]['action']

/** One action on many channels, or with `dryRun` what it would do. */
export function askBulk(
  channelIds: readonly string[],
  action: BulkAction,
  dryRun: boolean,
): Promise<BulkResult> {
  const input = { channelIds: [...channelIds], action, dryRun }
  return browserApi.channels.bulk.mutate(input, dryRun ? waits.page : {})
}
