import type { BulkResult } from '@cashbacktv/contract'
import { browserApi } from '../../lib/browser-api.ts'

export type BulkAction = Parameters<typeof browserApi.channels.bulk.mutate>[0]['action']

/** One action on many channels, or with `dryRun` what it would do. */
export function askBulk(
  channelIds: readonly string[],
  action: BulkAction,
  dryRun: boolean,
): Promise<BulkResult> {
  return browserApi.channels.bulk.mutate({ channelIds: [...channelIds], action, dryRun })
}
