import { changedFields, type Role, type UpdateUserInput, type UserView } from '@cashbacktv/contract'
import { type Db, users } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { revokeSessionsOf } from '../auth/sessions.ts'
import { commitChange, unchanged } from '../changes/commit-change.ts'
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
  ctx: Pick<ServiceContext, 'db' | 'live' | 'now' | 'actor'>,
  { id, role, disabled }: UpdateUserInput,
): Promise<UserView> {
  await commitChange(ctx, async (tx) => {
    if (disabled === true || (role !== undefined && role !== 'admin')) await keepAnAdmin(tx, id)
    const before = await requireUser(tx, id)
    const was = { role: before.role, disabled: before.disabledAt !== null }
    const wish = { role: role ?? was.role, disabled: disabled ?? was.disabled }
    const changed = changedFields(was, wish)
    if (Object.keys(changed).length === 0) return unchanged(undefined)
    await write(ctx, tx, before, wish)
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
