import type { UserId } from '@cashbacktv/contract'
import { users } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { recordAudit } from '../audit/record.ts'
import { keepAnAdmin } from './keep-an-admin.ts'
import { requireUser } from './require-user.ts'

/**
 * Takes an account away with its sessions; what that person did stays written down.
 *
 * @throws DomainError `not_found`, or `conflict` when no administrator would be left
 */
export async function deleteUser(
  ctx: Pick<ServiceContext, 'db' | 'now' | 'actor'>,
  { id }: { id: UserId },
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    await keepAnAdmin(tx, id)
    const { email } = await requireUser(tx, id)
    await tx.delete(users).where(eq(users.id, id))
    const subject = { subjectType: 'user', subjectId: id } as const
    await recordAudit(ctx, tx, { action: 'user.delete', ...subject, detail: { email } })
  })
}
