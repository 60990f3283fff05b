import {
  messageOf,
  RolloutChannelState,
  type RolloutChannelView,
  type RolloutSummary,
  type RolloutView,
} from '@cashbacktv/contract'
import { channels, type Db, rolloutChannels, rollouts } from '@cashbacktv/db'
import { and, asc, desc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { ReadContext } from '../../context.ts'
import { type Reach, reachOf } from '../../domain/accounts/reach.ts'
import { DomainError } from '../../domain/errors.ts'
import { ofReach } from '../groups/in-reach.ts'

export type RolloutRow = typeof rollouts.$inferSelect
export type RolloutChannelRow = typeof rolloutChannels.$inferSelect

const NEWEST = 50

/** The newest roll-outs, without their channels. */
export async function listRollouts({ db, actor }: ReadContext): Promise<RolloutSummary[]> {
  const rows = await db
    .select()
    .from(rollouts)
    .where(rolloutInReach(reachOf(actor)))
    .orderBy(desc(rollouts.createdAt))
    .limit(NEWEST)
  if (rows.length === 0) return []
  const parts = await db
    .select()
    .from(rolloutChannels)
    .where(
      inArray(
        rolloutChannels.rolloutId,
        rows.map(({ id }) => id),
      ),
    )
  return rows.map((row) =>
    summaryOf(
      row,
      parts.filter(({ rolloutId }) => rolloutId === row.id),
    ),
  )
}

/** @throws DomainError `not_found` */
export async function getRollout(
  { db, actor }: ReadContext,
  { id }: { id: string },
): Promise<RolloutView> {
  const row = await requireRollout({ db, actor }, id)
  const parts = await db
    .select({ part: rolloutChannels, name: channels.name })
    .from(rolloutChannels)
    .innerJoin(channels, eq(channels.id, rolloutChannels.channelId))
    .where(eq(rolloutChannels.rolloutId, id))
    .orderBy(asc(rolloutChannels.wave), asc(channels.name))
  return {
    ...summaryOf(
      row,
      parts.map(({ part }) => part),
    ),
    channels: parts.map(({ part, name }) => channelOf(part, name)),
  }
}

/** @throws DomainError `not_found` */
export async function requireRollout(
  { db, actor }: ReadContext,
  id: string,
  { lock = false } = {},
): Promise<RolloutRow> {
  const query = db
    .select()
    .from(rollouts)
    .where(and(eq(rollouts.id, id), rolloutInReach(reachOf(actor))))
  const [row] = lock ? await query.for('update') : await query
  if (!row) throw new DomainError('not_found', messageOf('rollout-missing'))
  return row
}

/** Those all of whose channels are in reach: what one does to it, it does to all of them. */
function rolloutInReach(reach: Reach): SQL | undefined {
  if (reach.kind === 'all') return undefined
  const { channelId, rolloutId } = rolloutChannels
  return sql`not exists (select 1 from ${rolloutChannels}
    where ${rolloutId} = ${rollouts.id} and not ${ofReach(reach, channelId)})`
}

export function readParts(db: Db, rolloutId: string): Promise<RolloutChannelRow[]> {
  return db.select().from(rolloutChannels).where(eq(rolloutChannels.rolloutId, rolloutId))
}

function summaryOf(row: RolloutRow, parts: readonly RolloutChannelRow[]): RolloutSummary {
  const { id, state, direction, reason, logo, waveSize, waveTimeoutSeconds, wave } = row
  const counts = Object.fromEntries(
    RolloutChannelState.options.map((option) => [
      option,
      parts.filter((part) => part.state === option).length,
    ]),
  ) as RolloutSummary['counts']
  return {
    id,
    state,
    direction,
    reason,
    logo,
    waveSize,
    waveTimeoutSeconds,
    wave,
    counts,
    waves: Math.max(
      0,
      ...parts.filter(({ state }) => state !== 'untouched').map(({ wave }) => wave),
    ),
    createdBy: row.actorEmail,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

function channelOf(part: RolloutChannelRow, name: string): RolloutChannelView {
  const { channelId, wave, state, reason, changedAt, settledAt } = part
  return {
    channelId,
    name,
    wave,
    state,
    reason,
    changedAt: changedAt?.toISOString() ?? null,
    settledAt: settledAt?.toISOString() ?? null,
  }
}
