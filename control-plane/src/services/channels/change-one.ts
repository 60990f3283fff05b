import {
  type BulkChannelResult,
  type ChannelId,
  type ChannelView,
  messageOf,
} from '@cashbacktv/contract'
import type { RequestContext, ServiceContext } from '../../context.ts'
import type { Verb } from '../../domain/channels/plan-verb.ts'
import { DomainError } from '../../domain/errors.ts'
import { applyVerb } from './change-channels.ts'
import { getChannel } from './get.ts'

type ById = { id: ChannelId }

/**
 * Switches a channel on; `anyway` although its host has no room for it. One that is on is left alone,
 * unless it has given up, or waits for room and is not to wait any more.
 *
 * @throws DomainError `not_found`, as all of these
 */
export function startChannel(
  ctx: RequestContext,
  { id, anyway = false }: ById & { anyway?: boolean | undefined },
): Promise<ChannelView> {
  return changed(ctx, id, { kind: 'start', anyway })
}

/** Switches a channel off. */
export function stopChannel(ctx: RequestContext, { id }: ById): Promise<ChannelView> {
  return changed(ctx, id, { kind: 'stop' })
}

/** Replaces the run of a channel by a new one; one that is off is switched on. */
export function restartChannel(ctx: RequestContext, { id }: ById): Promise<ChannelView> {
  return changed(ctx, id, { kind: 'restart' })
}

/**
 * Takes a channel away; its host learns by name that this was meant. The row stays as it is, and for
 * a while the channel can be brought back as it was.
 */
export async function deleteChannel(
  ctx: ServiceContext,
  { id }: ById,
): Promise<Record<string, never>> {
  refuseMissing(await changeOne(ctx, id, { kind: 'delete' }))
  return {}
}

/**
 * Brings a deleted channel back as it was: on air again if it was meant to be.
 *
 * @throws DomainError `not_found` for one that is gone for good, `conflict` when its slug is taken
 */
export async function restoreChannel(ctx: RequestContext, { id }: ById): Promise<ChannelView> {
  const { obstacle, name } = await changeOne(ctx, id, { kind: 'restore' })
  if (obstacle === 'missing') {
    throw new DomainError('not_found', messageOf('channel-gone'))
  }
  if (obstacle === 'taken') {
    throw new DomainError('conflict', messageOf('slug-taken-since', { name }))
  }
  return getChannel(ctx, { id })
}

async function changed(ctx: RequestContext, id: ChannelId, verb: Verb): Promise<ChannelView> {
  refuseMissing(await changeOne(ctx, id, verb))
  return getChannel(ctx, { id })
}

async function changeOne(
  ctx: ServiceContext,
  id: ChannelId,
  action: Verb,
): Promise<BulkChannelResult> {
  // Only a start asks its host first: the others go through while hosts and Redis are silent.
  const reports = action.kind === 'start' ? await ctx.live.latestReports() : new Map()
  const wish = { channelIds: [id], action, dryRun: false }
  const [result] = (await applyVerb(ctx, wish, reports)).channels
  if (!result) throw new Error('A change of one channel has no result.')
  return result
}

function refuseMissing({ obstacle }: BulkChannelResult): void {
  if (obstacle === 'missing') throw new DomainError('not_found', messageOf('channel-missing'))
}
