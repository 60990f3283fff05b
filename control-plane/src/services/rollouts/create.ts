import { isDeepStrictEqual } from 'node:util'
import {
  type ChannelId,
  type CreateRolloutInput,
  type LogoSettings,
  messageOf,
  type RolloutView,
} from '@cashbacktv/contract'
import { channels, type Db, logos, rolloutChannels, rollouts } from '@cashbacktv/db'
import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { actorName } from '../../domain/accounts/actor-name.ts'
import { type Reach, reachOf } from '../../domain/accounts/reach.ts'
import { DomainError, fieldError } from '../../domain/errors.ts'
import { observationOf } from '../../domain/fleet/live-state.ts'
import { type Change, commitChange, unchanged } from '../changes/commit-change.ts'
import { madeOnce } from '../changes/made-once.ts'
import { type ChannelRow, rowOf } from '../channels/channel-row.ts'
import { inReach } from '../groups/in-reach.ts'
import { refuseBusyChannels } from './busy-channels.ts'
import { getRollout } from './read-rollouts.ts'

type RolloutContext = Pick<ServiceContext, 'db' | 'live' | 'view' | 'now' | 'actor'>

/**
 * Begins to give many channels one logo, or none, in waves. The channels with the fewest viewers
 * go first, so that what is wrong with it shows where it costs least. Sent again with the same id it
 * begins no second one.
 *
 * @throws DomainError `validation_failed` with the field; `conflict` naming a channel that another roll-out changes
 */
export async function createRollout(
  ctx: RolloutContext,
  input: CreateRolloutInput,
): Promise<RolloutView> {
  const { state } = await ctx.view.fresh()
  const viewers = (row: ChannelRow) => observationOf(state, row)?.air?.viewers ?? 0
  const id = await madeOnce(() => commitChange(ctx, (tx) => begin(ctx, tx, input, viewers)))
  return getRollout(ctx, { id })
}

async function begin(
  ctx: RolloutContext,
  tx: Db,
  input: CreateRolloutInput,
  viewers: (row: ChannelRow) => number,
): Promise<Change<string>> {
  if (input.id && (await isThere(tx, input.id))) return unchanged(input.id)
  if (input.logo) await requirePicture(tx, input.logo)
  const rows = await lockChannels(tx, input.channelIds, reachOf(ctx.actor))
  // The same request, sent before, was done while this one waited for the channels.
  if (input.id && (await isThere(tx, input.id))) return unchanged(input.id)
  const copying = rows.find(({ output }) => output.mode === 'copy')
  if (input.logo && copying) {
    throw fieldError('channelIds', messageOf('rollout-copying', { name: copying.name }))
  }
  await refuseBusyChannels(tx, input.channelIds)
  const changing = rows
    .filter(({ logo }) => !isDeepStrictEqual(logo, input.logo))
    .sort((a, b) => viewers(a) - viewers(b) || (a.name < b.name ? -1 : 1))
  if (changing.length === 0) {
    throw fieldError('channelIds', messageOf('rollout-same'))
  }
  const result = await insert(ctx, tx, input, changing)
  const subject = { subjectType: 'rollout', subjectId: result } as const
  const detail = { logo: input.logo, waveSize: input.waveSize, channels: changing.length }
  return { result, hosts: [], audit: [{ action: 'rollout.create', ...subject, detail }] }
}

async function isThere(db: Db, id: string): Promise<boolean> {
  const known = await db.select({ id: rollouts.id }).from(rollouts).where(eq(rollouts.id, id))
  return known.length > 0
}

async function insert(
  ctx: RolloutContext,
  tx: Db,
  { id, logo, waveSize, waveTimeoutSeconds }: CreateRolloutInput,
  changing: readonly ChannelRow[],
): Promise<string> {
  const [rollout] = await tx
    .insert(rollouts)
    .values({
      id,
      state: 'running',
      direction: 'forward',
      logo,
      waveSize,
      waveTimeoutSeconds,
      actorId: ctx.actor?.id ?? null,
      actorEmail: ctx.actor && actorName(ctx.actor),
      createdAt: ctx.now(),
      updatedAt: ctx.now(),
    })
    .returning({ id: rollouts.id })
  if (!rollout) throw new Error('The roll-out was not stored.')
  await tx.insert(rolloutChannels).values(
    changing.map((row, index) => ({
      rolloutId: rollout.id,
      channelId: row.id,
      state: 'waiting' as const,
      wave: Math.floor(index / waveSize) + 1,
      previousLogo: row.logo,
    })),
  )
  return rollout.id
}

/** In one order, so that two roll-outs over the same channels cannot deadlock. */
async function lockChannels(
  tx: Db,
  ids: readonly ChannelId[],
  reach: Reach,
): Promise<ChannelRow[]> {
  const rows = await tx
    .select()
    .from(channels)
    .where(and(inArray(channels.id, [...ids]), isNull(channels.deletedAt), inReach(reach)))
    .orderBy(asc(channels.id))
    .for('update')
  if (rows.length < ids.length) {
    throw new DomainError('not_found', messageOf('rollout-channel-gone'))
  }
  return rows.map(rowOf)
}

async function requirePicture(tx: Db, { assetId }: LogoSettings): Promise<void> {
  const query = tx.select({ id: logos.id }).from(logos).where(eq(logos.id, assetId))
  const [picture] = await query.for('share')
  if (!picture) throw fieldError('logo.assetId', messageOf('picture-not-uploaded'))
}
