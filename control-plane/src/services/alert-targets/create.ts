import { type AlertTargetView, type CreateAlertTargetInput, messageOf } from '@cashbacktv/contract'
import { alertTargets, isUniqueViolation } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { addressView } from '../../domain/alerts/target-address.ts'
import { NO_MESSAGES, targetView } from '../../domain/alerts/target-view.ts'
import { errorAt } from '../../domain/errors.ts'
import { commitAlertChange } from '../changes/commit-alert-change.ts'
import { type Change, unchanged } from '../changes/commit-change.ts'
import { madeOnce } from '../changes/made-once.ts'
import { requireGroups } from '../groups/require-groups.ts'

/** Of the groups of a target, in what a person sends. */
export const GROUPS_PATH = 'filter.groupIds'

/**
 * Sent again with the same id it makes no second one.
 *
 * @throws DomainError `conflict` for a name that is taken, `validation_failed` for a group that is gone
 */
export function createAlertTarget(
  ctx: ServiceContext,
  { id, name, address, ...settings }: CreateAlertTargetInput,
): Promise<AlertTargetView> {
  const insert = () =>
    commitAlertChange(ctx, async (tx): Promise<Change<AlertTargetView>> => {
      if (id) {
        const [known] = await tx.select().from(alertTargets).where(eq(alertTargets.id, id))
        if (known) return unchanged(targetView(known, NO_MESSAGES))
      }
      await requireGroups(tx, settings.filter.groupIds, GROUPS_PATH)
      const at = { createdAt: ctx.now(), updatedAt: ctx.now() }
      const [row] = await tx
        .insert(alertTargets)
        .values({ id, name, kind: address.kind, settings, address, ...at })
        .returning()
      if (!row) throw new Error('The target was not stored.')
      const subject = { subjectType: 'alert-target', subjectId: row.id } as const
      const detail = { name, address: addressView(address), ...settings }
      return {
        result: targetView(row, NO_MESSAGES),
        hosts: [],
        audit: [{ action: 'alert-target.create', ...subject, detail }],
      }
    })
  return refuseTakenName(() => madeOnce(insert))
}

/** @throws DomainError `conflict` */
export async function refuseTakenName<T>(change: () => Promise<T>): Promise<T> {
  try {
    return await change()
  } catch (error) {
    if (!isUniqueViolation(error, 'alert_targets_name_key')) throw error
    throw errorAt('name', 'conflict', messageOf('alert-target-name-taken'))
  }
}
