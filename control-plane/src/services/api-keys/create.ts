import { type CreateApiKeyInput, type CreatedApiKey, messageOf } from '@cashbacktv/contract'
import { apiKeyGroups, apiKeys, type Db, isUniqueViolation, users } from '@cashbacktv/db'
import { and, eq, isNull } from 'drizzle-orm'
import type { Actor, ChangeContext } from '../../context.ts'
import { mayActAs } from '../../domain/accounts/permissions.ts'
import { groupIdsOf, mayReach } from '../../domain/accounts/reach.ts'
import { errorAt, fieldError } from '../../domain/errors.ts'
import { type Change, commitChange } from '../changes/commit-change.ts'
import { requireGroups } from '../groups/require-groups.ts'
import { createApiKey, hashApiKey, prefixOf } from './api-key.ts'
import { keyView } from './key-view.ts'

const DAY_MS = 86_400_000

/**
 * A new key, shown this once.
 *
 * @throws DomainError `validation_failed` for a role above one's own, for an end that is over, and for two;
 * `conflict` for the id of a key that was used or is another's
 */
export async function createKey(
  ctx: ChangeContext & { actor: Actor },
  { id, name, role, groupIds, ...life }: CreateApiKeyInput,
): Promise<CreatedApiKey> {
  const { actor } = ctx
  if (!mayActAs(actor.role, role)) {
    throw fieldError('role', messageOf('key-role'))
  }
  if (groupIds !== null && role === 'admin') {
    throw fieldError('groupIds', messageOf('group-of-admin-key'))
  }
  if (groupIds?.some((groupId) => !mayReach(actor.reach, { groupId }))) {
    throw fieldError('groupIds', messageOf('group-of-key'))
  }
  const now = ctx.now()
  const key = createApiKey()
  const values = {
    name,
    role,
    prefix: prefixOf(key),
    keyHash: hashApiKey(key) ?? '',
    createdBy: actor.id,
    createdAt: now,
    expiresAt: endOf(life, now),
    reach: groupIds === null ? ('all' as const) : ('groups' as const),
  }
  const insert = async (tx: Db): Promise<Change<CreatedApiKey>> => {
    // Sent again because the answer was lost: nobody has seen the key that is replaced. Of several at
    // once each waits for the one before.
    if (id) {
      await tx
        .select({ id: users.id })
        .from(users)
        .where(eq(users.id, actor.id))
        .for('no key update')
      await tx
        .delete(apiKeys)
        .where(
          and(
            eq(apiKeys.id, id),
            eq(apiKeys.createdBy, actor.id),
            isNull(apiKeys.lastUsedAt),
            isNull(apiKeys.revokedAt),
          ),
        )
    }
    const [row] = await tx
      .insert(apiKeys)
      .values({ id, ...values })
      .returning()
    if (!row) throw new Error('The key was not stored.')
    const names = await requireGroups(tx, groupIds ?? [], 'groupIds')
    const groups = [...names.keys()]
    if (groups.length > 0) {
      await tx.insert(apiKeyGroups).values(groups.map((groupId) => ({ keyId: row.id, groupId })))
    }
    const subject = { subjectType: 'api-key', subjectId: row.id } as const
    const expiresAt = row.expiresAt?.toISOString() ?? null
    const limit = groupIds && { groups: [...names.values()].sort() }
    const detail = { name, role, prefix: row.prefix, expiresAt, ...limit }
    const ofOwner = groupIdsOf(actor.reach)
    const owner = { ...actor, disabledAt: null, groups: ofOwner ?? [] }
    const reach = ofOwner === null ? ('all' as const) : ('groups' as const)
    const result = { ...keyView({ ...row, groups }, { ...owner, reach }, now), key }
    return { result, hosts: [], audit: [{ action: 'api-key.create', ...subject, detail }] }
  }
  try {
    return await commitChange(ctx, insert)
  } catch (error) {
    if (!isUniqueViolation(error, 'api_keys_pkey')) throw error
    throw errorAt('id', 'conflict', messageOf('id-taken'))
  }
}

type Life = Pick<CreateApiKeyInput, 'expiresInDays' | 'expiresAt'>

function endOf({ expiresInDays, expiresAt }: Life, now: Date): Date | null {
  if (expiresInDays !== null && expiresAt !== null) {
    throw fieldError('expiresAt', messageOf('key-ends-twice'))
  }
  if (expiresInDays !== null) return new Date(now.getTime() + expiresInDays * DAY_MS)
  if (expiresAt === null) return null
  const end = new Date(expiresAt)
  if (end <= now) throw fieldError('expiresAt', messageOf('key-ends-before'))
  return end
}
