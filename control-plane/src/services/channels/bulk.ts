import type {
  BulkAction,
  BulkChannelResult,
  BulkInput,
  BulkResult,
  ChannelId,
  HostId,
} from '@cashbacktv/contract'
import { auditEntries, channels, type Db, isUniqueViolation, logos, presets } from '@cashbacktv/db'
import { and, asc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { actorName } from '../../domain/actor-name.ts'
import { planBulk } from '../../domain/bulk.ts'
import { DomainError, fieldError } from '../../domain/errors.ts'
import { announceHosts } from '../hosts/announce-hosts.ts'
import { placeChannel } from '../hosts/place-channel.ts'
import { touchHosts } from '../hosts/touch-hosts.ts'
import { observationOf, readLiveState } from './live-state.ts'
import type { ChannelRow } from './read-channels.ts'
import { columnsBack, lockNamed, restorableSince, slugsTaken } from './restorable.ts'

type Row = ChannelRow & { deleted: boolean; slugTaken: boolean }
type Rows = ReadonlyMap<ChannelId, Row>

/**
 * Does one thing to many channels in one transaction, so that each host is told once. A channel
 * that cannot be changed says so in its result and keeps nobody else from it.
 *
 * @throws DomainError `validation_failed` for a preset or picture that is not there; `conflict` when
 * another channel takes the slug of one that comes back at that moment
 */
export async function changeChannels(ctx: ServiceContext, input: BulkInput): Promise<BulkResult> {
  const { action, channelIds, dryRun } = input
  const state = await readLiveState(ctx)
  const plan = (rows: Rows) =>
    channelIds.map((id) => {
      const row = rows.get(id)
      const seen = row && observationOf(state, row)
      const live = { gaveUp: seen?.state === 'error', viewers: seen?.air?.viewers ?? 0 }
      return planBulk(id, row && { ...row, ...live }, action)
    })
  await requireNamed(ctx.db, action)
  if (dryRun) return { dryRun, channels: plan(await readRows(ctx, ctx.db, input)) }
  const change = async (tx: Db) => {
    const rows = await readRows(ctx, tx, input, { lock: true })
    const results = plan(rows)
    return { results, touched: await perform(ctx, tx, action, rows, results) }
  }
  const done = await ctx.db.transaction(change).catch((error) => {
    throw isUniqueViolation(error, 'channels_slug_key') ? slugJustTaken() : error
  })
  await announceHosts(ctx, done.touched)
  return { dryRun, channels: done.results }
}

async function perform(
  ctx: ServiceContext,
  tx: Db,
  action: BulkAction,
  rows: Rows,
  results: readonly BulkChannelResult[],
): Promise<HostId[]> {
  const changing = results.filter(({ outcome }) => outcome === 'done')
  if (changing.length === 0) return []
  const ids = changing.map(({ channelId }) => channelId)
  await requireNamed(tx, action, { lock: true })
  if (action.kind === 'restore') await lockNamed(tx, rows)
  await tx
    .update(channels)
    .set({ ...changesOf(ctx, action), updatedAt: ctx.now() })
    .where(inArray(channels.id, ids))
  const placed = starts(action) ? await placeAll(ctx, tx, rows, ids) : []
  await tx.insert(auditEntries).values(
    changing.map(({ channelId, name }) => ({
      ...{ at: ctx.now(), actorId: ctx.actor?.id ?? null },
      actorEmail: ctx.actor && actorName(ctx.actor),
      ...{ action: AUDIT[action.kind], subjectType: 'channel', subjectId: channelId },
      detail: { name, together: changing.length, ...detailOf(action) },
    })),
  )
  return touchHosts(tx, [...ids.map((id) => rows.get(id)?.hostId ?? null), ...placed])
}

const AUDIT: Record<BulkAction['kind'], string> = {
  start: 'channel.start',
  stop: 'channel.stop',
  restart: 'channel.restart',
  delete: 'channel.delete',
  restore: 'channel.restore',
  preset: 'channel.update',
  logo: 'channel.update',
}

function changesOf(ctx: ServiceContext, action: BulkAction) {
  const anew = sql`${channels.restartGeneration} + 1`
  switch (action.kind) {
    case 'start':
      // One that is on and to be started has given up: only a new generation makes it try again.
      return {
        on: true,
        restartGeneration: sql`${channels.restartGeneration} + case when ${channels.on} then 1 else 0 end`,
      }
    case 'restart':
      return { on: true, restartGeneration: anew }
    case 'stop':
      return { on: false, startAnyway: false }
    case 'delete':
      return { deletedAt: ctx.now() }
    case 'restore':
      return columnsBack()
    case 'preset':
      return {
        output: sql`jsonb_set(${channels.output}, '{presetId}', to_jsonb(${action.presetId}::text))`,
      }
    case 'logo':
      return { logo: action.logo }
  }
}

function detailOf(action: BulkAction): Record<string, unknown> {
  if (action.kind === 'preset') return { presetId: action.presetId }
  return action.kind === 'logo' ? { logo: action.logo } : {}
}

function starts({ kind }: BulkAction): boolean {
  return kind === 'start' || kind === 'restart' || kind === 'restore'
}

/** One after the other: each placement sees the ones before it. */
async function placeAll(
  ctx: ServiceContext,
  tx: Db,
  rows: Rows,
  ids: readonly ChannelId[],
): Promise<HostId[]> {
  const placed: HostId[] = []
  for (const id of ids) {
    if (rows.get(id)?.hostId) continue
    const placement = await placeChannel({ ...ctx, db: tx })
    if (placement.kind !== 'placed') return placed
    await tx.update(channels).set({ hostId: placement.hostId }).where(eq(channels.id, id))
    placed.push(placement.hostId)
  }
  return placed
}

/** Locked in one order, so that two changes of many cannot deadlock. */
async function readRows(
  ctx: Pick<ServiceContext, 'now'>,
  db: Db,
  { channelIds, action }: Pick<BulkInput, 'channelIds' | 'action'>,
  { lock = false } = {},
): Promise<Rows> {
  const restores = action.kind === 'restore'
  const since = restores ? restorableSince(ctx.now()) : null
  const { id, deletedAt } = channels
  const query = db
    .select()
    .from(channels)
    .where(
      and(
        inArray(id, [...channelIds]),
        or(isNull(deletedAt), since ? gt(deletedAt, since) : undefined),
      ),
    )
    .orderBy(asc(id))
  const rows = lock ? await query.for('update') : await query
  const taken = restores ? await slugsTaken(db, rows) : new Set()
  return new Map(
    rows.map((row) => {
      const deleted = row.deletedAt !== null
      return [row.id, { ...row, deleted, slugTaken: taken.has(row.id) }]
    }),
  )
}

function slugJustTaken(): DomainError {
  return new DomainError('conflict', 'Another channel took the slug meanwhile. Try again.')
}

async function requireNamed(db: Db, action: BulkAction, { lock = false } = {}): Promise<void> {
  if (action.kind === 'preset') {
    const { id } = presets
    const query = db.select({ id }).from(presets).where(eq(id, action.presetId))
    const [preset] = lock ? await query.for('share') : await query
    if (!preset) throw fieldError('action.presetId', 'There is no such preset.')
  }
  if (action.kind === 'logo' && action.logo) {
    const query = db.select({ id: logos.id }).from(logos).where(eq(logos.id, action.logo.assetId))
    const [picture] = lock ? await query.for('share') : await query
    if (!picture) throw fieldError('action.logo', 'There is no such picture. Upload it first.')
  }
}
