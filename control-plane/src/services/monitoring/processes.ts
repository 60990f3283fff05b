import type { ProcessList } from '@cashbacktv/contract'
import type { ServiceContext } from '../../context.ts'
import { mayReach, reachOf } from '../../domain/accounts/reach.ts'
import { channelsByName } from '../../domain/fleet/channels-by-name.ts'
import { hostOf, observationOf } from '../../domain/fleet/live-state.ts'

/** Every FFmpeg that runs, as measured in its last second. */
export async function processList(ctx: ServiceContext): Promise<ProcessList> {
  const { state, ...fleet } = await ctx.view.fresh()
  const reach = reachOf(ctx.actor)
  const reached = channelsByName(fleet).filter(({ facts }) => mayReach(reach, facts))
  return {
    items: reached.flatMap(({ facts: row }) => {
      const { run, metrics } = observationOf(state, row) ?? {}
      if (!run || !metrics) return []
      const { id: channelId, name: channelName, slug, hostId } = row
      const hostName = hostOf(state, row)?.name ?? null
      const { runId, startedAt } = run
      return [{ channelId, channelName, slug, hostId, hostName, runId, startedAt, ...metrics }]
    }),
  }
}
