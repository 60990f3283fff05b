import { type GroupId, messageOf } from '@cashbacktv/contract'
import { channelGroups, type Db } from '@cashbacktv/db'
import { asc, inArray } from 'drizzle-orm'
import { groupIdsOf, mayReach, type Reach } from '../../domain/accounts/reach.ts'
import { fieldError } from '../../domain/errors.ts'

/**
 * That these groups are there, and stay until the transaction ends. Answers their names.
 *
 * @throws DomainError `validation_failed` at `path`
 */
export async function requireGroups(
  tx: Db,
  ids: readonly GroupId[],
  path: string,
): Promise<Map<GroupId, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select({ id: channelGroups.id, name: channelGroups.name })
    .from(channelGroups)
    .where(inArray(channelGroups.id, [...ids]))
    .orderBy(asc(channelGroups.id))
    .for('key share')
  if (rows.length < new Set(ids).size) throw fieldError(path, messageOf('group-missing'))
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/**
 * The group that a channel is put into: of who is limited one of their own, the only one where none
 * is named.
 *
 * @throws DomainError `validation_failed` at `groupId`
 */
export function wantedGroup(reach: Reach, groupId: GroupId | null): GroupId | null {
  const own = groupIdsOf(reach)
  const wanted = groupId ?? (own?.length === 1 ? (own[0] ?? null) : null)
  if (mayReach(reach, { groupId: wanted })) return wanted
  const said = groupId === null ? messageOf('group-needed') : messageOf('group-missing')
  throw fieldError('groupId', said)
}
