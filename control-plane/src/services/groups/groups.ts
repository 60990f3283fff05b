import {
  type ChannelGroupView,
  type CreateChannelGroupInput,
  changedFields,
  type GroupId,
  messageOf,
  type UpdateChannelGroupInput,
} from '@cashbacktv/contract'
import {
  apiKeyGroups,
  apiKeys,
  channelGroups,
  channels,
  type Db,
  isUniqueViolation,
  userGroups,
} from '@cashbacktv/db'
import { and, asc, count, eq, isNull, sql } from 'drizzle-orm'
import type { ChangeContext, ReadContext } from '../../context.ts'
import { groupIdsOf, reachOf } from '../../domain/accounts/reach.ts'
import { DomainError, errorAt } from '../../domain/errors.ts'
import { commitChange, NAMES_CHANGED, unchanged } from '../changes/commit-change.ts'
import { madeOnce } from '../changes/made-once.ts'
import { requireRoom } from '../changes/require-room.ts'

/** The groups in reach, by name; who is limited to them only administrators are told. */
export async function listGroups(ctx: ReadContext): Promise<{ items: ChannelGroupView[] }> {
  const { id, name, note } = channelGroups
  const rows = await ctx.db
    .select({
      id,
      name,
      note,
      channels: sql<number>`(select count(*) from ${channels}
        where ${channels.groupId} = "channel_groups"."id" and ${channels.deletedAt} is null)::int`,
      people: sql<number>`(select count(*) from ${userGroups}
        where ${userGroups.groupId} = "channel_groups"."id")::int`,
      keys: sql<number>`(select count(*) from ${apiKeyGroups}
        join ${apiKeys} on ${apiKeys.id} = ${apiKeyGroups.keyId} and ${apiKeys.revokedAt} is null
        where ${apiKeyGroups.groupId} = "channel_groups"."id")::int`,
    })
    .from(channelGroups)
    .orderBy(asc(sql`lower(${name})`))
  const own = groupIdsOf(reachOf(ctx.actor))
  const reached = own === null ? rows : rows.filter((row) => own.includes(row.id))
  if (ctx.actor === null || ctx.actor.role === 'admin') return { items: reached }
  return { items: reached.map((row) => ({ ...row, people: null, keys: null })) }
}

/** @throws DomainError `conflict` for a name that is taken */
export async function createGroup(
  ctx: ChangeContext,
  input: CreateChannelGroupInput,
): Promise<ChannelGroupView> {
  const id = await madeOnce(() => insert(ctx, input)).catch(asNameTaken)
  return viewOf(ctx, id)
}

function insert(
  ctx: ChangeContext,
  { id: wantedId, name, note }: CreateChannelGroupInput,
): Promise<GroupId> {
  return commitChange(ctx, async (tx) => {
    if (wantedId) {
      const query = tx.select({ id: channelGroups.id }).from(channelGroups)
      const [known] = await query.where(sql`${channelGroups.id} = ${wantedId}`)
      if (known) return unchanged(known.id)
    }
    await requireRoom(tx, 'channelGroups')
    const values = { name, note, ...(wantedId ? { id: sql`${wantedId}::uuid` } : {}) }
    const [row] = await tx.insert(channelGroups).values(values).returning({ id: channelGroups.id })
    if (!row) throw new Error('The group was not stored.')
    const subject = { subjectType: 'group', subjectId: row.id } as const
    const audit = [{ action: 'group.create' as const, ...subject, detail: { name } }]
    return { result: row.id, hosts: [], audit, announce: NAMES_CHANGED }
  })
}

/** @throws DomainError `not_found`, `conflict` for a name that is taken */
export async function updateGroup(
  ctx: ChangeContext,
  { id, ...wish }: UpdateChannelGroupInput,
): Promise<ChannelGroupView> {
  await commitChange(ctx, async (tx) => {
    const row = await requireGroup(tx, id)
    const changed = changedFields(row, wish)
    if (Object.keys(changed).length === 0) return unchanged(undefined)
    await tx.update(channelGroups).set(wish).where(eq(channelGroups.id, id))
    const subject = { subjectType: 'group', subjectId: id } as const
    const detail = { name: row.name, changed }
    const audit = [{ action: 'group.update' as const, ...subject, detail }]
    return { result: undefined, hosts: [], audit, announce: NAMES_CHANGED }
  }).catch(asNameTaken)
  return viewOf(ctx, id)
}

/**
 * Takes a group away in which no channel is. Who was limited to it stays limited: to the others, or to
 * no channel at all.
 *
 * @throws DomainError `not_found`, `conflict` while channels are in it
 */
export function deleteGroup(
  ctx: ChangeContext,
  { id }: { id: GroupId },
): Promise<Record<string, never>> {
  return commitChange(ctx, async (tx) => {
    // Locked against channels that are put into it at this moment.
    const { name } = await requireGroup(tx, id)
    const [used] = await tx
      .select({ count: count() })
      .from(channels)
      .where(and(eq(channels.groupId, id), isNull(channels.deletedAt)))
    if (used && used.count > 0) {
      throw new DomainError('conflict', messageOf('group-in-use', { count: used.count }))
    }
    await tx.delete(channelGroups).where(eq(channelGroups.id, id))
    const subject = { subjectType: 'group', subjectId: id } as const
    const audit = [{ action: 'group.delete' as const, ...subject, detail: { name } }]
    return { result: {}, hosts: [], audit, announce: NAMES_CHANGED }
  })
}

async function requireGroup(tx: Db, id: GroupId) {
  const [row] = await tx
    .select({ name: channelGroups.name, note: channelGroups.note })
    .from(channelGroups)
    .where(eq(channelGroups.id, id))
    .for('update')
  if (!row) throw new DomainError('not_found', messageOf('group-missing'))
  return row
}

async function viewOf(ctx: ChangeContext, id: GroupId): Promise<ChannelGroupView> {
  const found = (await listGroups(ctx)).items.find((group) => group.id === id)
  if (!found) throw new DomainError('not_found', messageOf('group-missing'))
  return found
}

function asNameTaken(error: unknown): never {
  if (!isUniqueViolation(error, 'channel_groups_name_key')) throw error
  throw errorAt('name', 'conflict', messageOf('group-name-taken'))
}
