import type { AlertTargetId } from '@cashbacktv/contract'
import { alertTargets, deliveries } from '@cashbacktv/db'
import { and, eq } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { addressView } from '../../domain/alerts/target-address.ts'
import { commitAlertChange } from '../changes/commit-alert-change.ts'
import { requireTarget } from './read-targets.ts'

/** What waits for it is dropped; what it was told stays in the incidents. @throws DomainError `not_found` */
export function deleteAlertTarget(
  ctx: ServiceContext,
  { id }: { id: AlertTargetId },
): Promise<Record<string, never>> {
  return commitAlertChange(ctx, async (tx) => {
    const row = await requireTarget(tx, id, { lock: true })
    await tx
      .update(deliveries)
      .set({ state: 'dropped', settledAt: ctx.now(), tryId: null })
      .where(and(eq(deliveries.targetId, id), eq(deliveries.state, 'waiting')))
    await tx.delete(alertTargets).where(eq(alertTargets.id, id))
    const subject = { subjectType: 'alert-target', subjectId: id } as const
    const detail = { name: row.name, address: addressView(row.address) }
    return {
      result: {},
      hosts: [],
      audit: [{ action: 'alert-target.delete', ...subject, detail }],
    }
  })
}
