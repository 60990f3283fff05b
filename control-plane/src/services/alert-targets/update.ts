import {
  type AlertTargetId,
  type AlertTargetView,
  changedFields,
  isSame,
  QuietHours,
  type UpdateAlertTargetInput,
} from '@cashbacktv/contract'
import { alertTargets, type Db, deliveries } from '@cashbacktv/db'
import { and, eq } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { addressView, changedAddress } from '../../domain/alerts/target-address.ts'
import { groupsOfTarget } from '../../domain/alerts/target-reach.ts'
import { layOver, layOverWhole } from '../../domain/channels/lay-over.ts'
import { commitAlertChange } from '../changes/commit-alert-change.ts'
import { type Change, unchanged } from '../changes/commit-change.ts'
import { requireGroups } from '../groups/require-groups.ts'
import { GROUPS_PATH, refuseTakenName } from './create.ts'
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
      const quietHours = quietHoursAfter(before.quietHours, change.quietHours)
      const next = layOver(before, { name, ...change, quietHours: undefined })
      const { name: nextName, ...settings } = { ...next, quietHours }
      // One that was deleted since stays: without it the target would learn of more.
      const known = new Set(groupsOfTarget(before.filter))
      const added = groupsOfTarget(settings.filter).filter((groupId) => !known.has(groupId))
      await requireGroups(tx, added, GROUPS_PATH)
      const changed = {
        ...changedFields(before, { name: nextName, ...settings }),
        ...(isSame(row.address, address) ? {} : { address: { after: addressView(address) } }),
      }
      if (Object.keys(changed).length === 0) return unchanged(undefined)
      await tx
        .update(alertTargets)
        .set({ name: nextName, settings, address, updatedAt: ctx.now() })
        .where(eq(alertTargets.id, id))
      if (!settings.enabled) await dropWaiting(tx, id, ctx.now())
      const subject = { subjectType: 'alert-target', subjectId: id } as const
      const detail = { name: nextName, changed }
      const audit = [{ action: 'alert-target.update' as const, ...subject, detail }]
      return { result: undefined, hosts: [], audit }
    }),
  )
  return getAlertTarget(ctx, { id })
}

/** Null where there were none: the first that is said of them is judged whole, and has its defaults. */
function quietHoursAfter(
  known: QuietHours | null,
  change: UpdateAlertTargetInput['quietHours'],
): QuietHours | null {
  if (change === undefined) return known
  return change && layOverWhole(QuietHours, 'quietHours', known, change)
}

/** Whoever switches a target off does not want what waits for it days later. */
function dropWaiting(tx: Db, targetId: AlertTargetId, now: Date) {
  return tx
    .update(deliveries)
    .set({ state: 'dropped', settledAt: now })
    .where(and(eq(deliveries.targetId, targetId), eq(deliveries.state, 'waiting')))
}
