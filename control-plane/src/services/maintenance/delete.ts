import { maintenanceWindows } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { commitAlertChange } from '../changes/commit-alert-change.ts'
import { requireWindow } from './read-windows.ts'

/** From then on what it kept quiet is told. @throws DomainError `not_found` */
export function deleteMaintenance(
  ctx: ServiceContext,
  { id }: { id: string },
): Promise<Record<string, never>> {
  return commitAlertChange(ctx, async (tx) => {
    const { scope, startsAt, endsAt, note } = await requireWindow(tx, id, { lock: true })
    await tx.delete(maintenanceWindows).where(eq(maintenanceWindows.id, id))
    const subject = { subjectType: 'maintenance', subjectId: id } as const
    const detail = { scope, note, from: startsAt.toISOString(), until: endsAt.toISOString() }
    return {
      result: {},
      hosts: [],
      audit: [{ action: 'maintenance.delete', ...subject, detail }],
    }
  })
}
