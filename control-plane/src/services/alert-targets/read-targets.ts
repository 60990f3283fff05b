import { type AlertTargetId, type AlertTargetView, messageOf } from '@cashbacktv/contract'
import { alertTargets, type Db, deliveries } from '@cashbacktv/db'
import { and, asc, eq, sql } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import {
  NO_MESSAGES,
  type StoredTarget,
  type TargetTally,
  targetView,
} from '../../domain/alerts/target-view.ts'
import { DomainError } from '../../domain/errors.ts'
import { isKnownTarget } from '../alerts/known-kinds.ts'

/** Targets by name, without their secrets. */
export async function listAlertTargets({
  db,
}: Pick<ServiceContext, 'db'>): Promise<{ items: AlertTargetView[] }> {
  const [rows, tallies] = await Promise.all([
    db.select().from(alertTargets).where(isKnownTarget()).orderBy(asc(alertTargets.name)),
    readTallies(db),
  ])
  return { items: rows.map((row) => targetView(row, tallies.get(row.id) ?? NO_MESSAGES)) }
}

/** @throws DomainError `not_found` */
export async function getAlertTarget(
  { db }: Pick<ServiceContext, 'db'>,
  { id }: { id: AlertTargetId },
): Promise<AlertTargetView> {
  const [row, tallies] = await Promise.all([requireTarget(db, id), readTallies(db, id)])
  return targetView(row, tallies.get(id) ?? NO_MESSAGES)
}

/** @throws DomainError `not_found` */
export async function requireTarget(
  db: Db,
  id: AlertTargetId,
  { lock = false } = {},
): Promise<StoredTarget> {
  const query = db
    .select()
    .from(alertTargets)
    .where(and(eq(alertTargets.id, id), isKnownTarget()))
  const [row] = lock ? await query.for('update') : await query
  if (!row) throw new DomainError('not_found', messageOf('alert-target-missing'))
  return row
}

async function readTallies(db: Db, id?: AlertTargetId): Promise<Map<string, TargetTally>> {
  const { targetId, state, settledAt } = deliveries
  const rows = await db
    .select({
      targetId,
      waiting: sql<number>`(count(*) filter (where ${state} = 'waiting'))::int`,
      dead: sql<number>`(count(*) filter (where ${state} = 'dead'))::int`,
      lastSentAt: sql<string | null>`max(${settledAt}) filter (where ${state} = 'sent')`,
    })
    .from(deliveries)
    .where(id ? eq(targetId, id) : undefined)
    .groupBy(targetId)
  return new Map(
    rows.map(({ targetId, lastSentAt, ...counts }) => [
      targetId ?? '',
      { ...counts, lastSentAt: lastSentAt === null ? null : new Date(lastSentAt).toISOString() },
    ]),
  )
}
