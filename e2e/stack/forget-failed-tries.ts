import type { ChannelId } from '@cashbacktv/contract'
import { afterEach, beforeEach } from 'vitest'
import { stackInUse } from './shared-stack.ts'

/**
 * What failed is tried once more: channels that a failed try made on the shared product are taken away,
 * lest the next one fails for finding two of each name.
 */
let before: ReadonlySet<ChannelId> = new Set()

beforeEach(async () => {
  before = new Set(await channelIds())
})

afterEach(async ({ task }) => {
  // Of tests beside each other nobody knows which made what.
  if (task.result?.state !== 'fail' || task.concurrent) return
  for (const id of await channelIds())
    if (!before.has(id)) await stackInUse()?.api.deleteChannel(id)
})

async function channelIds(): Promise<ChannelId[]> {
  const { items = [] } = (await stackInUse()?.api.channels()) ?? {}
  return items.map(({ id }) => id)
}
