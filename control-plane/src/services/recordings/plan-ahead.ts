import { channels, recordingPlans, recordings } from '@cashbacktv/db'
import { and, eq, isNull } from 'drizzle-orm'
import type { FleetContext } from '../../context.ts'
import { occurrences } from '../../domain/recordings/plan-occurrences.ts'
import { commitChange } from '../changes/commit-change.ts'
import { newRecordingKey } from './recording-key.ts'

/** Hosts know what comes so long before, and record it when nobody tells them. */
const AHEAD_MS = 86_400_000

/**
 * Makes recordings of what plans come to within a day. Each is made once: what somebody has deleted
 * of it does not come back.
 */
export async function planAhead(ctx: FleetContext): Promise<void> {
  const plans = await ctx.db
    .select({ plan: recordingPlans, hostId: channels.hostId })
    .from(recordingPlans)
    .innerJoin(channels, eq(channels.id, recordingPlans.channelId))
    .where(isNull(channels.deletedAt))
  for (const { plan, hostId } of plans) {
    const now = ctx.now()
    const until = new Date(now.getTime() + AHEAD_MS)
    const due = occurrences(plan, now, until).filter(({ startsAt }) => {
      return plan.plannedUntil === null || startsAt > plan.plannedUntil
    })
    const last = due.at(-1)
    if (hostId === null || last === undefined) continue
    const { channelId, name, isUploaded, keepDays, createdBy } = plan
    const isExported = plan.isExported || isUploaded
    const files = { isExported, isUploaded, keepDays }
    const common = { planId: plan.id, channelId, hostId, name, ...files, createdBy }
    await commitChange({ ...ctx, actor: null }, async (tx) => {
      const planned = plan.plannedUntil
      const unseen =
        planned === null
          ? isNull(recordingPlans.plannedUntil)
          : eq(recordingPlans.plannedUntil, planned)
      // Of many instances one does it.
      const [mine] = await tx
        .update(recordingPlans)
        .set({ plannedUntil: last.startsAt })
        .where(and(eq(recordingPlans.id, plan.id), unseen))
        .returning({ id: recordingPlans.id })
      if (!mine) return { result: undefined, hosts: [], audit: null }
      const kind = 'planned' as const
      const rows = due.map((span) => ({
        ...common,
        kind,
        ...span,
        key: newRecordingKey(),
        createdAt: now,
      }))
      await tx.insert(recordings).values(rows)
      return { result: undefined, hosts: [hostId], audit: null }
    })
  }
}
