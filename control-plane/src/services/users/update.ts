import type { UpdateUserInput, UserView } from '@cashbacktv/contract'
import { users } from '@cashbacktv/db'
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
    const losesAdmin = (role !== undefined && role !== 'admin') || disabled === true
    if (losesAdmin) await keepAnAdmin(tx, id)
    const before = await requireUser(tx, id)
    const now = ctx.now()
    const isDisabled = disabled ?? before.disabledAt !== null
    const disabledAt = isDisabled ? (before.disabledAt ?? now) : null
    // A session from before must not come back to life with the account.
    const ends = disabledAt !== null && before.disabledAt === null
    await tx
      .update(users)
      .set({
        role: role ?? before.role,
        disabledAt,
        ...(ends ? { credentialsChangedAt: now } : {}),
      })
      .where(eq(users.id, id))
    if (ends) await revokeSessionsOf(tx, id, now)
    const isSame =
      before.role === (role ?? before.role) && !ends && before.disabledAt === disabledAt
    if (isSame) return
    await recordAudit(ctx, tx, {
      ...{ action: 'user.update', subjectType: 'user', subjectId: id },
      detail: { email: before.email, role: role ?? before.role, disabled: isDisabled },
    })
  })
  return getUser(ctx, id)
}
