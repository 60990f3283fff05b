import { type DeletedChannelList, RESTORABLE_HOURS } from '@cashbacktv/contract'
import { auditEntries, channels } from '@cashbacktv/db'
import { and, desc, eq, gt, inArray } from 'drizzle-orm'
import type { ServiceContext, TimedReadContext } from '../../context.ts'
import { reachOf } from '../../domain/accounts/reach.ts'
import { inReach } from '../groups/in-reach.ts'
import { restorableSince, slugsTaken } from './restorable.ts'

const HOUR_MS = 3_600_000
const MOST = 1000

/** What was deleted lately and can be brought back, the last first. */
export async function listDeletedChannels({
  db,
  now,
  actor,
}: TimedReadContext): Promise<DeletedChannelList> {
  const rows = await db
    .select()
    .from(channels)
    .where(and(gt(channels.deletedAt, restorableSince(now())), inReach(reachOf(actor))))
    .orderBy(desc(channels.deletedAt), channels.name)
    .limit(MOST)
  const [taken, actors] = await Promise.all([
    slugsTaken(db, rows),
    whoDeleted(
      db,
      rows.map(({ id }) => id),
    ),
  ])
  return {
    items: rows.flatMap(({ id, name, slug, on, deletedAt }) => {
      if (!deletedAt) return []
      const until = new Date(deletedAt.getTime() + RESTORABLE_HOURS * HOUR_MS)
      const times = { deletedAt: deletedAt.toISOString(), restorableUntil: until.toISOString() }
      const desired = on ? 'on' : 'off'
      const deletedBy = actors.get(id) ?? null
      return { id, name, slug, desired, ...times, deletedBy, slugTaken: taken.has(id) }
    }),
  }
}

async function whoDeleted(db: ServiceContext['db'], ids: readonly string[]) {
  const { subjectType, subjectId, action, actorEmail, at } = auditEntries
  if (ids.length === 0) return new Map<string | null, string | null>()
  const rows = await db
    .selectDistinctOn([subjectId], { subjectId, actorEmail })
    .from(auditEntries)
    .where(
      and(eq(subjectType, 'channel'), inArray(subjectId, [...ids]), eq(action, 'channel.delete')),
    )
    .orderBy(subjectId, desc(at))
  return new Map(rows.map((row) => [row.subjectId, row.actorEmail]))
}
