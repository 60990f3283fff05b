import { type DeliveryView, messageOf } from '@cashbacktv/contract'
import { type Db, deliveries, incidents } from '@cashbacktv/db'
import { and, eq, inArray } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { deliveryView, type StoredDelivery } from '../../domain/alerts/delivery-view.ts'
import { DomainError } from '../../domain/errors.ts'
import { commitAlertChange } from '../changes/commit-alert-change.ts'
import { ALERTS_LEASE, lockOut } from '../lease.ts'

/**
 * Tries a message that was given up once more, for another day. Of an incident that is over by now
 * its end follows, so that nobody is left with what is not so any more.
 * @throws DomainError `not_found`; `conflict` where it was not given up, or its end was told already
 */
export function retryDelivery(ctx: ServiceContext, { id }: { id: string }): Promise<DeliveryView> {
  return commitAlertChange(ctx, async (tx) => {
    // The incident must not end between this look at it and what follows from it.
    await lockOut(tx, ALERTS_LEASE)
    const [row] = await tx.select().from(deliveries).where(eq(deliveries.id, id)).for('update')
    if (!row) throw new DomainError('not_found', messageOf('delivery-missing'))
    if (row.state !== 'dead' || row.targetId === null) {
      throw new DomainError('conflict', messageOf('delivery-not-dead'))
    }
    if (row.news !== 'over') await haveEndFollow(tx, row, ctx.now())
    const [next] = await tx
      .update(deliveries)
      .set(again(ctx.now()))
      .where(eq(deliveries.id, id))
      .returning()
    if (!next) throw new Error('A locked row is there.')
    const subject = { subjectType: 'delivery', subjectId: id } as const
    const detail = { target: row.targetName, news: row.news, incidentId: row.incidentId }
    return {
      result: deliveryView(next),
      hosts: [],
      audit: [{ action: 'delivery.retry', ...subject, detail }],
    }
  })
}

const again = (now: Date) => ({
  state: 'waiting' as const,
  attempts: 0,
  nextTryAt: now,
  retriedAt: now,
  settledAt: null,
})

async function haveEndFollow(tx: Db, row: StoredDelivery, now: Date): Promise<void> {
  const { incidentId, targetId, targetName, kind } = row
  if (targetId === null) return
  const [incident] = await tx.select().from(incidents).where(eq(incidents.id, incidentId))
  if (!incident?.overAt) return
  const ofTarget = and(eq(deliveries.incidentId, incidentId), eq(deliveries.targetId, targetId))
  const [end] = await tx
    .select({ id: deliveries.id, state: deliveries.state })
    .from(deliveries)
    .where(and(ofTarget, eq(deliveries.news, 'over')))
    .for('update')
  if (end?.state === 'sent') throw new DomainError('conflict', messageOf('delivery-overtaken'))
  // What became critical meanwhile is told with the end, not after it.
  if (row.news !== 'raised') return
  if (end) {
    const isOut = inArray(deliveries.state, ['dropped', 'dead'])
    await tx
      .update(deliveries)
      .set(again(now))
      .where(and(eq(deliveries.id, end.id), isOut))
    return
  }
  await tx.insert(deliveries).values({
    incidentId,
    targetId,
    targetName,
    kind,
    news: 'over',
    severity: incident.severity,
    state: 'waiting',
    createdAt: now,
    nextTryAt: now,
  })
}
