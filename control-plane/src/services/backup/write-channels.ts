import { isDeepStrictEqual } from 'node:util'
import type { BackupChannel, ChannelId, HostId } from '@cashbacktv/contract'
import { channels, type Db } from '@cashbacktv/db'
import { eq, inArray, sql } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import type { Match } from '../../domain/plan-restore.ts'
import { recordAudit } from '../audit/record.ts'
import { writeSources } from '../channels/write-sources.ts'
import { placeChannel } from '../hosts/place-channel.ts'
import { refuseBusyChannels } from '../rollouts/busy-channels.ts'
import type { Restore } from './apply-restore.ts'

type Context = Pick<ServiceContext, 'live' | 'now' | 'actor' | 'db'>

/** The channels of the file that are new or different; answers their hosts, of before and of now. */
export async function writeChannels(ctx: Context, tx: Db, restore: Restore): Promise<HostId[]> {
  const changing = restore.plan.matches.filter(isDifferent)
  const known = changing.flatMap((match) => match.known?.id ?? [])
  if (known.length === 0 && changing.length === 0) return []
  if (known.length > 0) {
    await refuseBusyChannels(tx, known)
    // Two channels may have changed slugs with each other: none keeps one while they are written.
    await tx
      .update(channels)
      .set({ slug: sql`${channels.id}::text` })
      .where(inArray(channels.id, known))
  }
  const touched = await hostsOf(tx, known)
  for (const match of changing) touched.push(...(await writeChannel(ctx, tx, match, restore)))
  return touched
}

/** Channels that the file does not have, when it is to replace what is here. */
export async function deleteOthers(
  ctx: Context,
  tx: Db,
  others: readonly BackupChannel[],
): Promise<HostId[]> {
  const ids = others.map(({ id }) => id)
  if (ids.length === 0) return []
  await refuseBusyChannels(tx, ids)
  const touched = await hostsOf(tx, ids)
  const now = ctx.now()
  await tx.update(channels).set({ deletedAt: now, updatedAt: now }).where(inArray(channels.id, ids))
  for (const { id, name } of others) await audit(ctx, tx, 'channel.delete', id, name)
  return touched
}

function isDifferent({ wanted, known }: Match): boolean {
  return !known || !isDeepStrictEqual({ ...known, id: '' }, { ...wanted, id: '' })
}

async function writeChannel(ctx: Context, tx: Db, match: Match, { hostIds }: Restore) {
  const { id: wantedId, sources, host, ...fields } = match.wanted
  const id = match.known?.id ?? wantedId
  const pinnedTo = host === null ? null : (hostIds.get(host) ?? null)
  const columns = { ...fields, pinned: pinnedTo !== null, updatedAt: ctx.now() }
  if (match.known) {
    const hostId = pinnedTo ? { hostId: pinnedTo } : {}
    await tx
      .update(channels)
      .set({ ...columns, ...hostId })
      .where(eq(channels.id, id))
  } else {
    const placement = await placeChannel({ ...ctx, db: tx }, { pinnedTo, current: null })
    const hostId = placement.kind === 'placed' ? placement.hostId : null
    const values = { ...columns, hostId, deletedAt: null }
    // One that was deleted comes back under its id.
    await tx
      .insert(channels)
      .values({ id, createdAt: ctx.now(), ...values })
      .onConflictDoUpdate({ target: channels.id, set: values })
  }
  if (!isDeepStrictEqual(match.known?.sources, sources)) await writeSources(tx, id, sources)
  await audit(ctx, tx, match.known ? 'channel.update' : 'channel.create', id, fields.name)
  return hostsOf(tx, [id])
}

async function hostsOf(tx: Db, ids: readonly ChannelId[]): Promise<HostId[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .select({ hostId: channels.hostId })
    .from(channels)
    .where(inArray(channels.id, [...ids]))
  return rows.flatMap(({ hostId }) => hostId ?? [])
}

function audit(ctx: Context, tx: Db, action: string, id: ChannelId, name: string): Promise<void> {
  const subject = { subjectType: 'channel', subjectId: id } as const
  return recordAudit(ctx, tx, { action, ...subject, detail: { name, restored: true } })
}
