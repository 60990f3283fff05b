import type { CreateMaintenanceInput, MaintenanceView } from '@cashbacktv/contract'
import { maintenanceWindows } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { actorName } from '../../domain/accounts/actor-name.ts'
import { commitAlertChange } from '../changes/commit-alert-change.ts'
import { type Change, unchanged } from '../changes/commit-change.ts'
import { madeOnce } from '../changes/made-once.ts'
import { getMaintenance } from './read-windows.ts'
import { requireScope } from './require-scope.ts'

/** Plans a window in which nobody is told. Sent again with the same id it makes no second one. @throws DomainError `validation_failed` */
export async function createMaintenance(
  ctx: ServiceContext,
  input: CreateMaintenanceInput,
): Promise<MaintenanceView> {
  return getMaintenance(ctx, { id: await madeOnce(() => insert(ctx, input)) })
}

function insert(
  ctx: ServiceContext,
  { id: wantedId, scope, from, until, note }: CreateMaintenanceInput,
): Promise<string> {
  return commitAlertChange(ctx, async (tx): Promise<Change<string>> => {
    if (wantedId) {
      const [known] = await tx
        .select({ id: maintenanceWindows.id })
        .from(maintenanceWindows)
        .where(eq(maintenanceWindows.id, wantedId))
      if (known) return unchanged(known.id)
    }
    await requireScope(tx, scope)
    const [row] = await tx
      .insert(maintenanceWindows)
      .values({
        id: wantedId,
        scope,
        note,
        startsAt: new Date(from),
        endsAt: new Date(until),
        createdBy: ctx.actor && actorName(ctx.actor),
        createdAt: ctx.now(),
      })
      .returning({ id: maintenanceWindows.id })
    if (!row) throw new Error('The window was not stored.')
    const subject = { subjectType: 'maintenance', subjectId: row.id } as const
    const detail = { scope, from, until, note }
    return {
      result: row.id,
      hosts: [],
      audit: [{ action: 'maintenance.create', ...subject, detail }],
    }
  })
}
