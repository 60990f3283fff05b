import type { UserId } from '@cashbacktv/contract'
import { users } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { ChangeContext } from '../../context.ts'
import { commitChange } from '../changes/commit-change.ts'
import type { AuditEntry } from '../changes/record-audit.ts'
import { keepAnAdmin } from './keep-an-admin.ts'
import { requireUser } from './require-user.ts'

/**
 * Takes an account away with its sessions; what that person did stays written down.
 *
 * @throws DomainError `not_found`, or `conflict` when no administrator would be left
 */
export async function deleteUser(ctx: ChangeContext, { id }: { id: UserId }): Promise<void> {
  await commitChange(ctx, async (tx) => {
    await keepAnAdmin(tx, id)
    const { email, role } = await requireUser(tx, id)
    await tx.delete(users).where(eq(users.id, id))
    const subject = { subjectType: 'user', subjectId: id } as const
    const audit: AuditEntry[] = [{ action: 'user.delete', ...subject, detail: { email, role } }]
    return { result: undefined, hosts: [], audit }
  })
}
