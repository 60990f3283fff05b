import type { BulkInput, ChannelId, HostId, HostReport } from '@cashbacktv/contract'
import { channels, type Db } from '@cashbacktv/db'
import { and, asc, gt, inArray, isNull, or } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { reachOf } from '../../domain/accounts/reach.ts'
import type { ChannelNow } from '../../domain/channels/plan-verb.ts'
import { inReach } from '../groups/in-reach.ts'
import { type ChannelRow, rowOf } from './channel-row.ts'
import { restorableSince, slugsTaken } from './restorable.ts'

/** A channel that something is done to, with what its host says of it. */
export type Subject = ChannelRow & ChannelNow
export type Subjects = ReadonlyMap<ChannelId, Subject>
export type Reports = ReadonlyMap<HostId, HostReport>

/** Locked in one order, so that two changes of many cannot deadlock. Those that are gone are left out. */
export async function readSubjects(
  ctx: Pick<ServiceContext, 'now' | 'actor'>,
  db: Db,
  { channelIds, action, reports }: Pick<BulkInput, 'channelIds' | 'action'> & { reports: Reports },
  { lock = false } = {},
): Promise<Subjects> {
  const restores = action.kind === 'restore'
  const since = restores ? restorableSince(ctx.now()) : null
  const { id, deletedAt } = channels
  const query = db
    .select()
    .from(channels)
    .where(
      and(
        inArray(id, [...channelIds]),
        inReach(reachOf(ctx.actor)),
        or(isNull(deletedAt), since ? gt(deletedAt, since) : undefined),
      ),
    )
    .orderBy(asc(id))
  const rows = lock ? await query.for('update') : await query
  const taken = restores ? await slugsTaken(db, rows) : new Set()
  return new Map(
    rows.map((row) => {
      const stored = { deleted: row.deletedAt !== null, slugTaken: taken.has(row.id) }
      return [row.id, { ...rowOf(row), ...stored, ...seenOf(row, reports) }]
    }),
  )
}

function seenOf({ id, hostId }: Pick<ChannelRow, 'id' | 'hostId'>, reports: Reports) {
  const report = hostId ? reports.get(hostId) : undefined
  const seen = report?.channels.find(({ channelId }) => channelId === id)
  const rests = seen === undefined || seen.state === 'stopped'
  // Nobody is asked for room where no other host is there to give it.
  const isAlone = report !== undefined && reports.size === 1
  return {
    gaveUp: seen?.state === 'error',
    viewers: seen?.air?.viewers ?? 0,
    mayMove: rests && !isAlone,
  }
}
