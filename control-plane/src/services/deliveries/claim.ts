import { randomUUID } from 'node:crypto'
import type { AlertTargetAddress, AlertTargetId } from '@cashbacktv/contract'
import { alertTargetFlows, alertTargets, type Db, deliveries } from '@cashbacktv/db'
import { and, asc, eq, inArray, lte, min, notExists, sql } from 'drizzle-orm'
import { type AnyPgColumn, alias } from 'drizzle-orm/pg-core'
import type { StoredDelivery } from '../../domain/alerts/delivery-view.ts'
import { type Flow, freshFlow, takeTokens } from '../../domain/alerts/pace.ts'
import type { StoredTarget } from '../../domain/alerts/target-view.ts'
import { isKnownDelivery } from '../alerts/known-kinds.ts'

/** What is taken at once. */
const MOST = 20
/** A try that says nothing for so long is lost with its process, and made again. */
const TRY_SECONDS = 60

/** A message whose try is ours, with where it goes. */
export type Claimed = { delivery: StoredDelivery; tryId: string; target: StoredTarget }

/**
 * Takes messages that are due, each for one try, as fast as its target may be told. What another
 * takes at the same time is left to it. Of an incident a target hears one thing after the other.
 */
export function claimDeliveries(db: Db, now: Date): Promise<Claimed[]> {
  return db.transaction(async (tx) => {
    const rows = await lockDue(tx, now)
    const byTarget = new Map<AlertTargetId, Due[]>()
    for (const row of rows) {
      byTarget.set(row.target.id, [...(byTarget.get(row.target.id) ?? []), row])
    }
    const claimed: Claimed[] = []
    for (const [targetId, due] of byTarget) {
      const taken = await takePace(tx, targetId, due, now)
      for (const { delivery, target } of taken)
        claimed.push({ delivery, target, tryId: randomUUID() })
    }
    for (const { delivery, tryId } of claimed) {
      await tx
        .update(deliveries)
        .set({
          tryId,
          attempts: delivery.attempts + 1,
          nextTryAt: new Date(now.getTime() + TRY_SECONDS * 1000),
        })
        .where(eq(deliveries.id, delivery.id))
    }
    return claimed
  })
}

type Due = { delivery: StoredDelivery; target: StoredTarget }

function lockDue(tx: Db, now: Date): Promise<Due[]> {
  return tx
    .select({ delivery: deliveries, target: alertTargets })
    .from(deliveries)
    .innerJoin(alertTargets, eq(alertTargets.id, deliveries.targetId))
    .where(
      and(
        eq(deliveries.state, 'waiting'),
        lte(deliveries.nextTryAt, now),
        isKnownDelivery(),
        isNext(tx),
      ),
    )
    .orderBy(asc(deliveries.nextTryAt))
    .limit(MOST)
    .for('update', { of: deliveries, skipLocked: true })
}

/** Nothing that its target is to hear before it waits still. */
function isNext(tx: Db) {
  const before = alias(deliveries, 'before')
  return notExists(
    tx
      .select({ one: sql`1` })
      .from(before)
      .where(
        and(
          eq(before.incidentId, deliveries.incidentId),
          eq(before.targetId, deliveries.targetId),
          eq(before.state, 'waiting'),
          sql`${rankOf(before.news)} < ${rankOf(deliveries.news)}`,
        ),
      ),
  )
}

const rankOf = (news: AnyPgColumn) => sql`array_position(array['raised', 'worse', 'over'], ${news})`

/** Those that may be sent now; the others wait until their turn, so that they are not looked at meanwhile. */
async function takePace(
  tx: Db,
  targetId: AlertTargetId,
  due: readonly Due[],
  now: Date,
): Promise<readonly Due[]> {
  const kind = kindOf(due)
  await tx
    .insert(alertTargetFlows)
    .values({ targetId, ...freshFlow(kind, now) })
    .onConflictDoNothing()
  const [known] = await tx
    .select()
    .from(alertTargetFlows)
    .where(eq(alertTargetFlows.targetId, targetId))
    .for('update')
  const flow: Flow = known ?? freshFlow(kind, now)
  const { taken, flow: next, nextAt } = takeTokens(kind, flow, due.length, now)
  await tx.update(alertTargetFlows).set(next).where(eq(alertTargetFlows.targetId, targetId))
  const rest = due.slice(taken).map(({ delivery }) => delivery.id)
  if (rest.length > 0) {
    await tx.update(deliveries).set({ nextTryAt: nextAt }).where(inArray(deliveries.id, rest))
  }
  return due.slice(0, taken)
}

function kindOf([first]: readonly Due[]): AlertTargetAddress['kind'] {
  if (!first) throw new Error('Of a target something is due.')
  return first.target.address.kind
}

/** When the next message is due that waits for no other; null when none does. */
export async function nextDueAt(db: Db): Promise<Date | null> {
  const [row] = await db
    .select({ at: min(deliveries.nextTryAt) })
    .from(deliveries)
    .where(and(eq(deliveries.state, 'waiting'), isKnownDelivery(), isNext(db)))
  return row?.at ?? null
}
