import {
  type BulkAction,
  type BulkInput,
  type BulkResult,
  type ChannelAct,
  changedFields,
  messageOf,
} from '@cashbacktv/contract'
import { channels, type Db, isUniqueViolation } from '@cashbacktv/db'
import { inArray } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { noRoom } from '../../domain/backup/room.ts'
import { planVerb, type Verb, type VerbChanges } from '../../domain/channels/plan-verb.ts'
import { DomainError } from '../../domain/errors.ts'
import { type Change, commitChange, unchanged } from '../changes/commit-change.ts'
import type { AuditEntry } from '../changes/record-audit.ts'
import { hasRoom, lockRoom, requireRoom } from '../changes/require-room.ts'
import { columnsOf } from './channel-row.ts'
import { placeTogether } from './place-together.ts'
import { type Reports, readSubjects, type Subject, type Subjects } from './read-subjects.ts'
import { requireNamed } from './require-named.ts'
import { columnsBack, lockNamed } from './restorable.ts'
import { sayMove } from './say-move.ts'

type Wish = Omit<BulkInput, 'action'> & { action: Verb }
type Changing = { subject: Subject; changes: VerbChanges }

/**
 * Does one thing to channels, one or many, in one transaction, so that each host is told once. A
 * channel that cannot be changed says so in its result and keeps nobody else from it.
 *
 * @throws DomainError `validation_failed` for a preset or picture that is not there; `conflict` when
 * another channel takes the slug of one that comes back at that moment, or there would be too many
 */
export async function changeChannels(ctx: ServiceContext, wish: BulkInput): Promise<BulkResult> {
  return applyVerb(ctx, wish, await ctx.live.latestReports())
}

/** The same with what hosts say of the channels, as far as the verb has to know it. */
export async function applyVerb(
  ctx: ServiceContext,
  wish: Wish,
  reports: Reports,
): Promise<BulkResult> {
  const { action, dryRun } = wish
  await requireNamed(ctx.db, action)
  // Read before anything is locked: the view has a connection of its own.
  if (action.kind === 'move') await ctx.view.fresh([action.hostId])
  if (dryRun) {
    const subjects = await readSubjects(ctx, ctx.db, { ...wish, reports })
    const plans = await plan(ctx, wish, subjects)
    const more = action.kind === 'restore' ? changingIn(plans).length : 0
    if (more > 0 && !(await hasRoom(ctx.db, 'channels', more))) throw noRoom('channels')
    return { dryRun, channels: resultsOf(plans) }
  }
  const decide = async (tx: Db): Promise<Change<BulkResult>> => {
    if (action.kind === 'restore') await lockRoom(tx)
    const subjects = await readSubjects(ctx, tx, { ...wish, reports }, { lock: true })
    // On the connection of the change: waiting for another one could starve the pool.
    const plans = await plan({ ...ctx, db: tx }, wish, subjects)
    const result = { dryRun, channels: resultsOf(plans) }
    const changing = changingIn(plans)
    if (changing.length === 0) return unchanged(result)
    await requireNamed(tx, action, { lock: true })
    if (action.kind === 'restore') {
      await requireRoom(tx, 'channels', changing.length)
      await lockNamed(tx, subjects)
    }
    return {
      result,
      hosts: changing.flatMap(({ subject, changes }) => [subject.hostId, changes.hostId ?? null]),
      audit: changing.map((one) => auditOf(action, one, changing.length)),
      writes: writesOf(ctx, tx, action, changing),
    }
  }
  return commitChange(ctx, decide).catch((error) => {
    throw isUniqueViolation(error, 'channels_slug_key') ? slugJustTaken() : error
  })
}

async function plan(ctx: ServiceContext, { action, channelIds }: Wish, subjects: Subjects) {
  const found = await placeTogether(
    ctx,
    action,
    channelIds.flatMap((id) => subjects.get(id) ?? []),
  )
  const plans = channelIds.map((id) => {
    const subject = subjects.get(id)
    return { subject, ...planVerb(action, id, subject, found.get(id)) }
  })
  return action.kind === 'move' ? sayMove(ctx, plans) : plans
}

type Plans = Awaited<ReturnType<typeof plan>>

function changingIn(plans: Plans): Changing[] {
  return plans.flatMap(({ subject, result, changes }) =>
    subject && result.outcome === 'done' ? [{ subject, changes }] : [],
  )
}

function resultsOf(plans: Plans): BulkResult['channels'] {
  return plans.map(({ result }) => result)
}

/** One for those that become alike, which most do. */
function writesOf(ctx: ServiceContext, tx: Db, { kind }: Verb, changing: readonly Changing[]) {
  const alike = new Map<string, Changing[]>()
  for (const one of changing) {
    const key = JSON.stringify(one.changes)
    alike.set(key, [...(alike.get(key) ?? []), one])
  }
  const now = ctx.now()
  const own = kind === 'delete' ? { deletedAt: now } : kind === 'restore' ? columnsBack() : {}
  return [...alike.values()].map((group) => {
    const ids = group.map(({ subject }) => subject.id)
    return tx
      .update(channels)
      .set({ ...columnsOf(group[0]?.changes ?? {}), ...own, updatedAt: now })
      .where(inArray(channels.id, ids))
  })
}

const AUDIT: Record<BulkAction['kind'], ChannelAct> = {
  start: 'channel.start',
  stop: 'channel.stop',
  restart: 'channel.restart',
  delete: 'channel.delete',
  restore: 'channel.restore',
  preset: 'channel.update',
  logo: 'channel.update',
  move: 'channel.move',
}

function auditOf(verb: Verb, { subject, changes }: Changing, count: number): AuditEntry {
  const { id, name, slug } = subject
  const changed = changedFields(subject, changes)
  return {
    action: AUDIT[verb.kind],
    subjectType: 'channel',
    subjectId: id,
    detail: {
      name,
      ...(verb.kind === 'delete' ? { slug } : {}),
      ...(verb.anyway ? { anyway: true } : {}),
      ...(count > 1 ? { together: count } : {}),
      ...(Object.keys(changed).length > 0 ? { changed } : {}),
    },
  }
}

function slugJustTaken(): DomainError {
  return new DomainError('conflict', messageOf('slug-taken-meanwhile'))
}
