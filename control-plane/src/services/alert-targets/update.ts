import {
  type AlertTargetView,
  changedFields,
  isSame,
  type UpdateAlertTargetInput,
} from '@cashbacktv/contract'
import { alertTargets } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { addressView, changedAddress } from '../../domain/alerts/target-address.ts'
import { layOver } from '../../domain/lay-over.ts'
import { commitAlertChange } from '../changes/commit-alert-change.ts'
import { type Change, unchanged } from '../changes/commit-change.ts'
import { refuseTakenName } from './create.ts'
import { getAlertTarget, requireTarget } from './read-targets.ts'

/** What is left out stays, secrets too. @throws DomainError `not_found`, `conflict`, `validation_failed` */
export async function updateAlertTarget(
  ctx: ServiceContext,
  { id, name, address: addressChange, ...change }: UpdateAlertTargetInput,
): Promise<AlertTargetView> {
  await refuseTakenName(() =>
    commitAlertChange(ctx, async (tx): Promise<Change<undefined>> => {
      const row = await requireTarget(tx, id, { lock: true })
      const address = addressChange ? changedAddress(row.address, addressChange) : row.address
      const before = { name: row.name, ...row.settings }
      const { name: nextName, ...settings } = layOver(before, { name, ...change })
      const changed = {
        ...changedFields(before, { name: nextName, ...settings }),
        ...(isSame(row.address, address) ? {} : { address: { after: addressView(address) } }),
      }
      if (Object.keys(changed).length === 0) return unchanged(undefined)
      await tx
        .update(alertTargets)
        .set({ name: nextName, settings, address, updatedAt: ctx.now() })
        .where(eq(alertTargets.id, id))
      const subject = { subjectType: 'alert-target', subjectId: id } as const
      const detail = { name: nextName, changed }
      const audit = [{ action: 'alert-target.update' as const, ...subject, detail }]
      return { result: undefined, hosts: [], audit }
    }),
  )
  return getAlertTarget(ctx, { id })
}
