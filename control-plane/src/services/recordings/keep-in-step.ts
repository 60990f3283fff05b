import type { ChannelId, HostId } from '@cashbacktv/contract'
import { channels, type Db, recordings } from '@cashbacktv/db'
import { and, asc, eq, gt, inArray, isNotNull, isNull, ne, or, sql } from 'drizzle-orm'
import type { FleetContext } from '../../context.ts'
import { doEach } from '../../do-each.ts'
import type { RecordingRow } from '../../domain/recordings/recordings.ts'
import { commitChange } from '../changes/commit-change.ts'
import { planAhead } from './plan-ahead.ts'
import { newRecordingKey } from './recording-key.ts'
import { holdChannels, lockRecordingRoom } from './room.ts'

/**
 * What time and hosts do to recordings: those whose days are over go, plans become recordings, and
 * one whose channel has moved goes on where that is, as another with the same name, since what it
 * has stays where it lies.
 *
 * @throws Error when some of it fails, once all the rest is done
 */
export function keepRecordingsInStep(ctx: FleetContext): Promise<void> {
  return doEach([removeExpired, followChannels, planAhead], (step) => step(ctx))
}

async function removeExpired(ctx: FleetContext): Promise<void> {
  const now = ctx.now().toISOString()
  const isOver = and(
    isNotNull(recordings.keepDays),
    sql`${recordings.endsAt} + make_interval(days => ${recordings.keepDays}) < ${now}::timestamptz`,
  )
  const [due] = await ctx.db.select({ id: recordings.id }).from(recordings).where(isOver).limit(1)
  if (!due) return
  await commitChange({ ...ctx, actor: null }, async (tx) => {
    const gone = await tx.delete(recordings).where(isOver).returning({ hostId: recordings.hostId })
    return { result: undefined, hosts: gone.map(({ hostId }) => hostId), audit: null }
  })
}

/** What the new host has no room for stays as it is until it has: nothing of the rest is lost with it. */
async function followChannels(ctx: FleetContext): Promise<void> {
  const moved = await readMoved(ctx.db, ctx.now())
  if (moved.length === 0) return
  await commitChange({ ...ctx, actor: null }, async (tx) => {
    const now = ctx.now()
    const channelIds = moved.map(({ row }) => row.channelId)
    await holdChannels(tx, channelIds)
    const rows = await readMoved(tx, now, channelIds)
    const around = rows.flatMap(({ row, newHostId }) => [row.hostId, newHostId])
    const room = await lockRecordingRoom(tx, around)
    const hosts: HostId[] = []
    for (const { row, newHostId } of rows) {
      const left = room.get(newHostId) ?? 0
      if (left === 0) continue
      room.set(newHostId, left - 1)
      await follow(tx, row, newHostId, now)
      hosts.push(row.hostId, newHostId)
    }
    return { result: undefined, hosts, audit: null }
  })
}

async function follow(tx: Db, row: RecordingRow, newHostId: HostId, now: Date): Promise<void> {
  const isRunning = row.startsAt <= now
  const { id, ...rest } = row
  const change = isRunning ? { endsAt: now } : { hostId: newHostId }
  await tx.update(recordings).set(change).where(eq(recordings.id, id))
  if (!isRunning) return
  const next = { ...rest, hostId: newHostId, startsAt: now, createdAt: now }
  await tx.insert(recordings).values({ ...next, key: newRecordingKey() })
}

/** Of these channels or all. What begins first comes first, as that has the room where there is not enough. */
async function readMoved(db: Db, now: Date, channelIds: readonly ChannelId[] | null = null) {
  const rows = await db
    .select({ row: recordings, newHostId: channels.hostId })
    .from(recordings)
    .innerJoin(channels, eq(channels.id, recordings.channelId))
    .where(
      and(
        channelIds ? inArray(recordings.channelId, [...channelIds]) : undefined,
        ne(channels.hostId, recordings.hostId),
        isNull(channels.deletedAt),
        or(isNull(recordings.endsAt), gt(recordings.endsAt, now)),
      ),
    )
    .orderBy(asc(recordings.startsAt), asc(recordings.id))
    .for('update', { of: recordings })
  return rows.flatMap(({ row, newHostId }) => (newHostId === null ? [] : [{ row, newHostId }]))
}
