import type { ChannelId } from '@cashbacktv/contract'
import type { Run } from '../reconcile/world.ts'

export function runsByChannel(runs: readonly Run[]): ReadonlyMap<ChannelId, readonly Run[]> {
  const groups = new Map<ChannelId, Run[]>()
  for (const run of runs) {
    const group = groups.get(run.channelId)
    if (group === undefined) groups.set(run.channelId, [run])
    else group.push(run)
  }
  return groups
}
