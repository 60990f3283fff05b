import {
  type CreateRecordingPlanInput,
  isKnownTimeZone,
  messageOf,
  type RecordingPlanView,
  type ToldMessage,
} from '@cashbacktv/contract'
import { channels, recordingPlans, recordings } from '@cashbacktv/db'
import { and, asc, eq, gt, isNull } from 'drizzle-orm'
import type { ReadContext, ServiceContext } from '../../context.ts'
import { actorName } from '../../domain/accounts/actor-name.ts'
import { reachOf } from '../../domain/accounts/reach.ts'
import { told } from '../../domain/alerts/incident-view.ts'
import { DomainError } from '../../domain/errors.ts'
import { type Change, commitChange, unchanged } from '../changes/commit-change.ts'
import { madeOnce } from '../changes/made-once.ts'
import { requireChannel } from '../channels/read-channels.ts'
import { ofReach } from '../groups/in-reach.ts'
import { readFullHosts } from './room.ts'

/** What is recorded every week, of channels that are there. */
export async function listPlans(ctx: ReadContext): Promise<{ items: RecordingPlanView[] }> {
  const full = await readFullHosts(ctx.db)
  const rows = await ctx.db
    .select({ plan: recordingPlans, channelName: channels.name, hostId: channels.hostId })
    .from(recordingPlans)
    .innerJoin(channels, and(eq(channels.id, recordingPlans.channelId), isNull(channels.deletedAt)))
    .where(reached(ctx))
    .orderBy(asc(recordingPlans.name), asc(recordingPlans.id))
  const items = rows.map(({ plan, channelName, hostId }) => {
    const { plannedUntil: _planned, createdAt, ...shown } = plan
    const problem = problemOf(plan, hostId !== null && full.has(hostId))
    return { ...shown, channelName, problem, createdAt: createdAt.toISOString() }
  })
  return { items }
}

/** @throws DomainError `not_found` for a channel that is not there */
export async function createPlan(
  ctx: ServiceContext,
  input: CreateRecordingPlanInput,
): Promise<RecordingPlanView> {
  const id = await madeOnce(() => insert(ctx, input))
  const made = (await listPlans(ctx)).items.find((plan) => plan.id === id)
  if (!made) throw new DomainError('not_found', messageOf('recording-plan-missing'))
  return made
}

function insert(ctx: ServiceContext, input: CreateRecordingPlanInput): Promise<string> {
  return commitChange(ctx, async (tx): Promise<Change<string>> => {
    const { id: wanted } = input
    if (wanted !== undefined && (await tx.$count(recordingPlans, eq(recordingPlans.id, wanted)))) {
      return unchanged(wanted)
    }
    await requireChannel(tx, input.channelId)
    const createdBy = ctx.actor && actorName(ctx.actor)
    const [row] = await tx
      .insert(recordingPlans)
      .values({ ...input, createdBy, createdAt: ctx.now() })
      .returning({ id: recordingPlans.id })
    if (!row) throw new Error('The plan was not stored.')
    const { id: _id, ...detail } = input
    const subject = { subjectType: 'recording', subjectId: row.id } as const
    return { result: row.id, hosts: [], audit: [{ action: 'recording.plan', ...subject, detail }] }
  })
}

/** With what it has planned and has not begun. @throws DomainError `not_found` */
export function deletePlan(
  ctx: ServiceContext,
  { id }: { id: string },
): Promise<Record<string, never>> {
  return commitChange(ctx, async (tx): Promise<Change<Record<string, never>>> => {
    const isThis = and(eq(recordingPlans.id, id), reached(ctx))
    if ((await tx.$count(recordingPlans, isThis)) === 0) {
      throw new DomainError('not_found', messageOf('recording-plan-missing'))
    }
    const later = and(eq(recordings.planId, id), gt(recordings.startsAt, ctx.now()))
    const gone = await tx.delete(recordings).where(later).returning({ hostId: recordings.hostId })
    const [row] = await tx.delete(recordingPlans).where(eq(recordingPlans.id, id)).returning()
    if (!row) throw new DomainError('not_found', messageOf('recording-plan-missing'))
    const { name, channelId } = row
    const subject = { subjectType: 'recording', subjectId: id } as const
    return {
      result: {},
      hosts: gone.map(({ hostId }) => hostId),
      audit: [{ action: 'recording.unplan', ...subject, detail: { name, channelId } }],
    }
  })
}

function problemOf({ timeZone }: { timeZone: string }, isFull: boolean): ToldMessage | null {
  if (!isKnownTimeZone(timeZone)) {
    return told(messageOf('recording-plan-zone', { zone: timeZone }))
  }
  return isFull ? told(messageOf('recording-plan-full')) : null
}

/** Of channels that who asks reaches. */
function reached({ actor }: Pick<ReadContext, 'actor'>) {
  return ofReach(reachOf(actor), recordingPlans.channelId)
}
