import type { HostId } from '@cashbacktv/contract'
import { channels, type Db, recordingPlans, recordings } from '@cashbacktv/db'
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { FleetContext } from '../../context.ts'
import { doEach } from '../../do-each.ts'
import { type Occurrence, occurrences } from '../../domain/recordings/plan-occurrences.ts'
import { type Change, commitChange } from '../changes/commit-change.ts'
import { newRecordingKey } from './recording-key.ts'
import { holdChannels, lockRecordingRoom } from './room.ts'

/** Hosts know what comes so long before, and record it when nobody tells them. */
const AHEAD_MS = 86_400_000

type Plan = typeof recordingPlans.$inferSelect
type Placed = { plan: Plan; hostId: HostId }

/**
 * Makes recordings of what plans come to within a day. Each is made once: what somebody has deleted
 * of it does not come back. What a host has no room for is made once it has.
 *
 * @throws Error when some of them fail, once all others are made
 */
export async function planAhead(ctx: FleetContext): Promise<void> {
  const plans = await ctx.db
    .select({ plan: recordingPlans, hostId: channels.hostId })
    .from(recordingPlans)
    .innerJoin(channels, eq(channels.id, recordingPlans.channelId))
    .where(isNull(channels.deletedAt))
    .orderBy(asc(recordingPlans.id))
  await doEach(plans, async ({ plan, hostId }) => {
    if (hostId === null || dueOf(plan, ctx.now()).length === 0) return
    await commitChange({ ...ctx, actor: null }, (tx) => makeDue(tx, { plan, hostId }, ctx.now()))
  })
}

function dueOf(plan: Plan, now: Date): Occurrence[] {
  const { plannedUntil } = plan
  const until = new Date(now.getTime() + AHEAD_MS)
  return occurrences(plan, now, until).filter(({ startsAt }) => {
    return plannedUntil === null || startsAt > plannedUntil
  })
}

const NOTHING: Change<undefined> = { result: undefined, hosts: [], audit: null }

async function makeDue(tx: Db, { plan, hostId }: Placed, now: Date): Promise<Change<undefined>> {
  const { plannedUntil: planned } = plan
  await holdChannels(tx, [plan.channelId])
  // Of many instances one does it.
  const unseen =
    planned === null
      ? isNull(recordingPlans.plannedUntil)
      : eq(recordingPlans.plannedUntil, planned)
  const isMine = and(eq(recordingPlans.id, plan.id), unseen)
  const [mine] = await tx.select().from(recordingPlans).where(isMine).for('no key update')
  if (!mine) return NOTHING
  const room = (await lockRecordingRoom(tx, [hostId])).get(hostId) ?? 0
  const due = dueOf(mine, now).slice(0, room)
  const last = due.at(-1)
  if (last === undefined) return NOTHING
  const plannedUntil = last.startsAt
  await tx.update(recordingPlans).set({ plannedUntil }).where(eq(recordingPlans.id, plan.id))
  const { channelId, name, isUploaded, keepDays, createdBy } = mine
  const files = { isExported: mine.isExported || isUploaded, isUploaded, keepDays }
  const common = { planId: plan.id, channelId, hostId, name, ...files, createdBy, createdAt: now }
  const rows = due.map((span) => {
    return { ...common, kind: 'planned' as const, ...span, key: newRecordingKey() }
  })
  await tx.insert(recordings).values(rows)
  return { result: undefined, hosts: [hostId], audit: null }
}
