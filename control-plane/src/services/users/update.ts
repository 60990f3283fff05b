import type { Role, UpdateUserInput, UserView } from '@cashbacktv/contract'
import { type Db, users } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { recordAudit } from '../audit/record.ts'
import { revokeSessionsOf } from '../auth/sessions.ts'
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
  ctx: Pick<ServiceContext, 'db' | 'now' | 'actor'>,
  { id, role, disabled }: UpdateUserInput,
): Promise<UserView> {
  await ctx.db.transaction(async (tx) => {
    if (disabled === true || (role !== undefined && role !== 'admin')) await keepAnAdmin(tx, id)
    const before = await requireUser(tx, id)
    const wasDisabled = before.disabledAt !== null
    const wish = { role: role ?? before.role, disabled: disabled ?? wasDisabled }
    if (wish.role === before.role && wish.disabled === wasDisabled) return
    await write(ctx, tx, before, wish)
    await recordAudit(ctx, tx, {
      ...{ action: 'user.update', subjectType: 'user', subjectId: id },
      detail: { email: before.email, ...wish },
    })
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
