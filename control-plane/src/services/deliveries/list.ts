import type { DeliveryPage, ListDeliveriesInput } from '@cashbacktv/contract'
import { deliveries } from '@cashbacktv/db'
import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { ReadContext } from '../../context.ts'
import { reachOf } from '../../domain/accounts/reach.ts'
import { deliveryView } from '../../domain/alerts/delivery-view.ts'
import { formatMark, parseMark } from '../../domain/timeline-mark.ts'
import { isKnownDelivery } from '../alerts/known-kinds.ts'
import { olderThan } from '../events/older-than.ts'
import { incidentInReach } from '../groups/in-reach.ts'

/** Messages, newest first. @throws DomainError `bad_request` for a `before` that is none of ours */
export async function listDeliveries(
  { db, actor }: ReadContext,
  { state, targetId, before, limit }: ListDeliveriesInput,
): Promise<DeliveryPage> {
  const rows = await db
    .select()
    .from(deliveries)
    .where(
      and(
        state ? eq(deliveries.state, state) : inArray(deliveries.state, ['waiting', 'dead']),
        isKnownDelivery(),
        incidentInReach(reachOf(actor), deliveries.incidentId),
        targetId ? eq(deliveries.targetId, targetId) : undefined,
        before
          ? olderThan(parseMark(before), deliveries.createdAt, sql`0`, deliveries.id)
          : undefined,
      ),
    )
    .orderBy(desc(deliveries.createdAt), desc(deliveries.id))
    .limit(limit + 1)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const mark = last && { at: last.createdAt.toISOString(), number: 0, id: last.id }
  return {
    items: page.map(deliveryView),
    next: mark && rows.length > limit ? formatMark(mark) : null,
  }
}
