import {
  changedFields,
  type MaintenanceView,
  messageOf,
  type UpdateMaintenanceInput,
} from '@cashbacktv/contract'
import { maintenanceWindows } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { fieldError } from '../../domain/errors.ts'
import { commitAlertChange } from '../changes/commit-alert-change.ts'
import { type Change, unchanged } from '../changes/commit-change.ts'
import { getMaintenance, requireWindow } from './read-windows.ts'
import { requireScope } from './require-scope.ts'

/** What is left out stays. @throws DomainError `not_found`, `validation_failed` */
export async function updateMaintenance(
  ctx: ServiceContext,
  { id, scope, from, until, note }: UpdateMaintenanceInput,
): Promise<MaintenanceView> {
  await commitAlertChange(ctx, async (tx): Promise<Change<undefined>> => {
    const row = await requireWindow(tx, id, { lock: true })
    const next = {
      scope: scope ?? row.scope,
      note: note ?? row.note,
      startsAt: from ? new Date(from) : row.startsAt,
      endsAt: until ? new Date(until) : row.endsAt,
    }
    if (next.startsAt >= next.endsAt) throw fieldError('until', messageOf('window-ends-first'))
    const changed = changedFields(row, next)
    if (Object.keys(changed).length === 0) return unchanged(undefined)
    // One whose channel or host is gone since can still be ended.
    if (Object.hasOwn(changed, 'scope')) await requireScope(tx, next.scope)
    await tx.update(maintenanceWindows).set(next).where(eq(maintenanceWindows.id, id))
    const subject = { subjectType: 'maintenance', subjectId: id } as const
    const audit = [{ action: 'maintenance.update' as const, ...subject, detail: { changed } }]
    return { result: undefined, hosts: [], audit }
  })
  return getMaintenance(ctx, { id })
}
