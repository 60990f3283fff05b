import { channels, type Db, recordings } from '@cashbacktv/db'
import { and, eq, gt, isNotNull, isNull, ne, or, sql } from 'drizzle-orm'
import type { FleetContext } from '../../context.ts'
import { commitChange } from '../changes/commit-change.ts'
import { planAhead } from './plan-ahead.ts'
import { newRecordingKey } from './recording-key.ts'

/**
 * What time and hosts do to recordings: those whose days are over go, plans become recordings, and one whose channel has moved
 * goes on where that is, as another with the same name, since what it has stays where it lies.
 */
export async function keepRecordingsInStep(ctx: FleetContext): Promise<void> {
  await removeExpired(ctx)
  await followChannels(ctx)
  await planAhead(ctx)
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

async function followChannels(ctx: FleetContext): Promise<void> {
  const moved = await readMoved(ctx.db, ctx.now())
  if (moved.length === 0) return
  await commitChange({ ...ctx, actor: null }, async (tx) => {
    const now = ctx.now()
    const rows = await readMoved(tx, now)
    for (const { row, newHostId } of rows) {
      const isRunning = row.startsAt <= now
      const { id, ...rest } = row
      const change = isRunning ? { endsAt: now } : { hostId: newHostId }
      await tx.update(recordings).set(change).where(eq(recordings.id, id))
      if (!isRunning) continue
      const next = { ...rest, hostId: newHostId, startsAt: now, createdAt: now }
      await tx.insert(recordings).values({ ...next, key: newRecordingKey() })
    }
    const hosts = rows.flatMap(({ row, newHostId }) => [row.hostId, newHostId])
    return { result: undefined, hosts, audit: null }
  })
}

async function readMoved(db: Db, now: Date) {
  const rows = await db
    .select({ row: recordings, newHostId: channels.hostId })
    .from(recordings)
    .innerJoin(channels, eq(channels.id, recordings.channelId))
    .where(
      and(
        ne(channels.hostId, recordings.hostId),
        isNull(channels.deletedAt),
        or(isNull(recordings.endsAt), gt(recordings.endsAt, now)),
      ),
    )
    .for('update', { of: recordings })
  return rows.flatMap(({ row, newHostId }) => (newHostId === null ? [] : [{ row, newHostId }]))
}
