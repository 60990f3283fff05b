import {
  type ChannelId,
  changedFields,
  type HostId,
  type HostReport,
  type LogoSettings,
} from '@cashbacktv/contract'
import { channels, type Db, logos, rolloutChannels, rollouts } from '@cashbacktv/db'
import { and, asc, eq, inArray } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { obstacleOf } from '../../domain/rollouts/rollout-obstacle.ts'
import type { Change } from '../changes/commit-change.ts'
import { lockHosts } from '../changes/lock-hosts.ts'
import type { AuditEntry } from '../changes/record-audit.ts'
import { type ChannelRow, columnsOf, rowOf } from '../channels/channel-row.ts'
import type { RolloutChannelRow, RolloutRow } from './read-rollouts.ts'

type Wave = {
  rollout: RolloutRow
  number: number
  parts: readonly RolloutChannelRow[]
  reports: ReadonlyMap<HostId, HostReport>
}

type Changed = { row: ChannelRow; target: LogoSettings | null }

/** Changes the channels of a wave in the caller's transaction. */
export async function startWave(
  ctx: Pick<ServiceContext, 'now'>,
  tx: Db,
  { rollout, number, parts, reports }: Wave,
): Promise<Change<undefined>> {
  const now = ctx.now()
  const own = parts.filter(({ wave, state }) => wave === number && state === 'waiting')
  const rows = await lockChannels(tx, own)
  const pictures = await readPictures(tx, rollout, own)
  const changed: Changed[] = []
  for (const part of own) {
    const row = rows.get(part.channelId)
    const target = rollout.direction === 'forward' ? rollout.logo : part.previousLogo
    const obstacle = obstacleOf(rollout, row, target, pictures)
    if (obstacle) {
      await setPart(tx, part, { ...obstacle, settledAt: now })
      continue
    }
    if (!row) continue
    const set = { ...columnsOf({ logo: target }), updatedAt: now }
    await tx.update(channels).set(set).where(eq(channels.id, row.id))
    changed.push({ row, target })
  }
  const hosts = changed.flatMap(({ row }) => row.hostId ?? [])
  const revisions = await lockHosts(tx, hosts)
  for (const { row } of changed) {
    const report = row.hostId ? reports.get(row.hostId) : undefined
    const run = report?.channels.find(({ channelId }) => channelId === row.id)?.run
    await setPart(
      tx,
      { rolloutId: rollout.id, channelId: row.id },
      {
        state: 'changing',
        reason: null,
        changedAt: now,
        hostId: row.hostId,
        revision: nextRevision(revisions, row.hostId),
        previousRunId: run?.runId ?? null,
        // What it had a moment ago, not at the start of the roll-out, is what an undo brings back.
        ...(rollout.direction === 'forward' ? { previousLogo: row.logo } : {}),
      },
    )
  }
  await tx.update(rollouts).set({ wave: number, updatedAt: now }).where(eq(rollouts.id, rollout.id))
  return { result: undefined, hosts, audit: changed.map((one) => auditOf(rollout, one)) }
}

/** The one that the change itself gives the host. */
function nextRevision(revisions: ReadonlyMap<HostId, number>, hostId: HostId | null) {
  const revision = hostId === null ? undefined : revisions.get(hostId)
  return revision === undefined ? null : revision + 1
}

async function lockChannels(
  tx: Db,
  parts: readonly RolloutChannelRow[],
): Promise<Map<ChannelId, ChannelRow>> {
  const ids = parts.map(({ channelId }) => channelId)
  const rows = await tx
    .select()
    .from(channels)
    .where(inArray(channels.id, ids))
    .orderBy(asc(channels.id))
    .for('update')
  return new Map(rows.map((row) => [row.id, rowOf(row)]))
}

/** Locked, so that a picture is not deleted before its channels show it. */
async function readPictures(
  tx: Db,
  { logo }: RolloutRow,
  parts: readonly RolloutChannelRow[],
): Promise<Set<string>> {
  const wanted = [logo, ...parts.map(({ previousLogo }) => previousLogo)]
  const ids = [...new Set(wanted.flatMap((one) => one?.assetId ?? []))]
  if (ids.length === 0) return new Set()
  const rows = await tx
    .select({ id: logos.id })
    .from(logos)
    .where(inArray(logos.id, ids))
    .orderBy(asc(logos.id))
    .for('share')
  return new Set(rows.map(({ id }) => id))
}

async function setPart(
  tx: Db,
  { rolloutId, channelId }: Pick<RolloutChannelRow, 'rolloutId' | 'channelId'>,
  changes: Partial<RolloutChannelRow>,
): Promise<void> {
  await tx
    .update(rolloutChannels)
    .set(changes)
    .where(and(eq(rolloutChannels.rolloutId, rolloutId), eq(rolloutChannels.channelId, channelId)))
}

/** Each channel's own history says who is behind the change. */
function auditOf(
  { id, direction, actorId, actorEmail }: RolloutRow,
  { row, target }: Changed,
): AuditEntry {
  return {
    action: direction === 'forward' ? 'channel.rollout' : 'channel.rollout-undo',
    subjectType: 'channel',
    subjectId: row.id,
    detail: { rolloutId: id, changed: changedFields(row, { logo: target }) },
    actor: actorId && actorEmail ? { id: actorId, email: actorEmail } : null,
  }
}
