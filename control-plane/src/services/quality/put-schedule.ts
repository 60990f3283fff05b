import {
  changedFields,
  type PutQualityScheduleInput,
  type QualitySchedule,
} from '@cashbacktv/contract'
import { settings } from '@cashbacktv/db'
import { sql } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { layOver } from '../../domain/channels/lay-over.ts'
import { commitChange, unchanged } from '../changes/commit-change.ts'
import { QUALITY_SCHEDULE_KEY, readQualitySchedule } from './read-schedule.ts'

/** What is left out stays. Hosts learn nothing of it: they are asked when it is time. */
export function putQualitySchedule(
  ctx: ServiceContext,
  input: PutQualityScheduleInput,
): Promise<QualitySchedule> {
  return commitChange(ctx, async (tx) => {
    await tx.execute(sql`lock table ${settings} in share row exclusive mode`)
    const before = await readQualitySchedule(tx)
    const value = layOver(before, input)
    const changed = changedFields(before, value)
    if (Object.keys(changed).length === 0) return unchanged(value)
    await tx
      .insert(settings)
      .values({ key: QUALITY_SCHEDULE_KEY, value })
      .onConflictDoUpdate({ target: settings.key, set: { value, updatedAt: ctx.now() } })
    const subject = { subjectType: 'settings', subjectId: QUALITY_SCHEDULE_KEY } as const
    const audit = [{ action: 'quality-schedule.put' as const, ...subject, detail: { changed } }]
    return { result: value, hosts: [], audit }
  })
}
