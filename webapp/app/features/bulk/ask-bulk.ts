import type { BulkResult } from '@cashbacktv/contract'
import { MOST_CHOSEN } from '@cashbacktv/contract/list-lengths'
import { browserApi, waits } from '../../shared/browser-api.ts'
import { inPieces } from './in-pieces.ts'

export type BulkAction = Parameters<typeof browserApi.channels.bulk.mutate>[0]['action']

type Answered = Pick<BulkResult, 'channels'> & {
  /** Why the rest of them was not asked for; null where all were. */
  failure: unknown
  /** The rest of them. */
  left: string[]
}

/** One action on channels, however many, or with `dryRun` what it would do. */
export async function askBulk(
  channelIds: readonly string[],
  action: BulkAction,
  dryRun: boolean,
): Promise<Answered> {
  const { came, failure, left } = await inPieces(channelIds, MOST_CHOSEN, async (piece) => {
    const input = { channelIds: piece, action, dryRun }
    return (await browserApi.channels.bulk.mutate(input, dryRun ? waits.page : {})).channels
  })
  return { channels: came, failure, left }
}
