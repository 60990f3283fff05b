import { type DeliveryView, messageOf } from '@cashbacktv/contract'
import { deliveries } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { deliveryView } from '../../domain/alerts/delivery-view.ts'
import { DomainError } from '../../domain/errors.ts'
import { commitAlertChange } from '../changes/commit-alert-change.ts'

/** Tries a message that was given up once more, for another day. @throws DomainError `not_found`, `conflict` */
export function retryDelivery(ctx: ServiceContext, { id }: { id: string }): Promise<DeliveryView> {
  return commitAlertChange(ctx, async (tx) => {
    const [row] = await tx.select().from(deliveries).where(eq(deliveries.id, id)).for('update')
    if (!row) throw new DomainError('not_found', messageOf('delivery-missing'))
    if (row.state !== 'dead' || row.targetId === null) {
      throw new DomainError('conflict', messageOf('delivery-not-dead'))
    }
    const [next] = await tx
      .update(deliveries)
      .set({
        state: 'waiting',
        attempts: 0,
        nextTryAt: ctx.now(),
        retriedAt: ctx.now(),
        settledAt: null,
      })
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
