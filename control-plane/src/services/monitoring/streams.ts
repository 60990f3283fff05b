import type { AirObservation, StreamList } from '@cashbacktv/contract'
import type { RequestContext } from '../../context.ts'
import { mayReach, reachOf } from '../../domain/accounts/reach.ts'
import { channelsByName } from '../../domain/fleet/channels-by-name.ts'
import { observationOf, statusOf } from '../../domain/fleet/live-state.ts'
import { streamBase } from '../channels/channel-view.ts'

const NOTHING: AirObservation = {
  showing: 'nothing',
  mediaSequence: 0,
  segments: 0,
  lastPublishedAt: null,
  viewers: 0,
  sentBytes: 0,
}

/** What viewers of every channel get at the moment. */
export async function streamList(ctx: RequestContext): Promise<StreamList> {
  const { state, ...fleet } = await ctx.view.fresh()
  const reach = reachOf(ctx.actor)
  const reached = channelsByName(fleet).filter(({ facts }) => mayReach(reach, facts))
  return {
    items: reached.map(({ facts: row }) => {
      const { status, phase } = statusOf(state, row)
      const seen = observationOf(state, row)
      return {
        channelId: row.id,
        name: row.name,
        slug: row.slug,
        status,
        phase,
        playbackUrl: `${streamBase(ctx, row, state)}/index.m3u8`,
        outputBitrateKbps: seen?.metrics?.outputBitrateKbps ?? null,
        ...(seen?.air ?? NOTHING),
      }
    }),
  }
}
