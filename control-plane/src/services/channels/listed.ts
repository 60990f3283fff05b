import type { ListedChannel, ListedChannels } from '@cashbacktv/contract'
import type { RequestContext } from '../../context.ts'
import { mayReach, reachOf } from '../../domain/accounts/reach.ts'
import { channelsByName } from '../../domain/fleet/channels-by-name.ts'
import type { ChannelEntry, Fleet } from '../../domain/fleet/fleet.ts'
import { hostOf } from '../../domain/fleet/live-state.ts'
import { streamBase } from './channel-view.ts'

/** So many are shown at once. */
const MOST = 500

/** What screens show of all channels, by name: from the live view, without asking the database. */
export async function listedChannels(
  ctx: Pick<RequestContext, 'view' | 'config' | 'origin' | 'actor'>,
): Promise<ListedChannels> {
  const fleet = await ctx.view.fresh()
  const reach = reachOf(ctx.actor)
  const all = channelsByName(fleet)
  const reached = reach.kind === 'all' ? all : all.filter(({ facts }) => mayReach(reach, facts))
  const items = reached.slice(0, MOST).map((entry) => listed(ctx, fleet, entry))
  return { items, total: reached.length }
}

function listed(
  ctx: Pick<RequestContext, 'config' | 'origin'>,
  { state }: Fleet,
  { facts, pulse }: ChannelEntry,
): ListedChannel {
  // Field by field what is shown: the answer is taken as it is.
  return {
    id: facts.id,
    name: facts.name,
    slug: facts.slug,
    hostId: facts.hostId,
    groupId: facts.groupId,
    hostName: hostOf(state, facts)?.name ?? null,
    desired: facts.on ? 'on' : 'off',
    isGuarded: facts.isGuarded,
    thumbnailUrl: `${streamBase(ctx, facts, state)}/thumbnail.jpg`,
    status: pulse.status,
    phase: pulse.phase,
    health: pulse.health,
    reason: pulse.reason,
    since: pulse.since,
    attempt: pulse.attempt,
    nextTryAt: pulse.nextTryAt,
    queuePosition: pulse.queuePosition,
    activeSourceId: pulse.activeSourceId,
    showing: pulse.showing,
    speed: pulse.speed,
    fps: pulse.fps,
    viewers: pulse.viewers,
    updatedAt: pulse.updatedAt,
    sources: facts.sources.map(({ id }) => ({ id })),
  }
}
