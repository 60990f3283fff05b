import {
  changedFields,
  type GroupId,
  type Role,
  type UpdateUserInput,
  type UserView,
} from '@cashbacktv/contract'
import { channelGroups, type Db, userGroups, users } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { ChangeContext, ServiceContext } from '../../context.ts'
import { revokeSessionsOf } from '../auth/sessions.ts'
import { commitChange, unchanged } from '../changes/commit-change.ts'
import { writeUserGroups } from '../groups/read-limits.ts'
import { requireGroups } from '../groups/require-groups.ts'
import { keepAnAdmin } from './keep-an-admin.ts'
import { getUser } from './list.ts'
import { requireUser } from './require-user.ts'

/**
 * Changes what somebody may do. It holds from that person's next request on; who is disabled is
 * logged out everywhere.
 *
 * @throws DomainError `not_found`, or `conflict` when no administrator would be left
 */
export async function updateUser(
  ctx: ChangeContext,
  { id, role, disabled, groupIds }: UpdateUserInput,
): Promise<UserView> {
  await commitChange(ctx, async (tx) => {
    if (disabled === true || (role !== undefined && role !== 'admin')) await keepAnAdmin(tx, id)
    const before = await requireUser(tx, id)
    const groups = await groupsChange(tx, before, groupIds)
    const was = { role: before.role, disabled: before.disabledAt !== null, groups: groups.before }
    const wish = { role: role ?? was.role, disabled: disabled ?? was.disabled }
    const changed = changedFields(was, { ...wish, groups: groups.after })
    if (Object.keys(changed).length === 0) return unchanged(undefined)
    await write(ctx, tx, before, wish)
    if (groupIds !== undefined) {
      await tx
        .update(users)
        .set({ reach: groupIds === null ? 'all' : 'groups' })
        .where(eq(users.id, id))
      await writeUserGroups(tx, id, groupIds ?? [])
    }
    const subject = { subjectType: 'user', subjectId: id } as const
    const detail = { email: before.email, changed }
    return { result: undefined, hosts: [], audit: [{ action: 'user.update', ...subject, detail }] }
  })
  return getUser(ctx, id)
}

async function write(
  ctx: Pick<ServiceContext, 'now'>,
  tx: Db,
  before: typeof users.$inferSelect,
  wish: { role: Role; disabled: boolean },
): Promise<void> {
  const now = ctx.now()
  const disabledAt = wish.disabled ? (before.disabledAt ?? now) : null
  // A session from before must not come back to life with the account.
  const ends = disabledAt !== null && before.disabledAt === null
  if (ends) await revokeSessionsOf(tx, before.id, now)
  await tx
    .update(users)
    .set({ role: wish.role, disabledAt, ...(ends ? { credentialsChangedAt: now } : {}) })
    .where(eq(users.id, before.id))
}

/** By their names, as the audit keeps them; null is no limit. */
async function groupsChange(
  tx: Db,
  { id, reach }: typeof users.$inferSelect,
  wanted: readonly GroupId[] | null | undefined,
): Promise<{ before: string[] | null; after: string[] | null }> {
  const rows = await tx
    .select({ name: channelGroups.name })
    .from(userGroups)
    .innerJoin(channelGroups, eq(channelGroups.id, userGroups.groupId))
    .where(eq(userGroups.userId, id))
  const before = reach === 'all' ? null : rows.map(({ name }) => name).sort()
  if (wanted === undefined) return { before, after: before }
  const names = await requireGroups(tx, wanted ?? [], 'groupIds')
  return { before, after: wanted === null ? null : [...names.values()].sort() }
}
