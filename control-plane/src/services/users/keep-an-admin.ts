import { messageOf, type UserId } from '@cashbacktv/contract'
import { type Db, users } from '@cashbacktv/db'
import { and, eq, isNull } from 'drizzle-orm'
import { DomainError } from '../../domain/errors.ts'

/**
 * To be asked before this person stops being an administrator who can log in. Whoever else takes
 * an administrator away at the same moment waits for this transaction, and is asked after it.
 *
 * @throws DomainError `conflict` when nobody would be left who could administer
 */
export async function keepAnAdmin(tx: Db, id: UserId): Promise<void> {
  const admins = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.role, 'admin'), isNull(users.disabledAt)))
    .orderBy(users.id)
    .for('update')
  if (admins.some((admin) => admin.id !== id)) return
  throw new DomainError('conflict', messageOf('last-admin'))
}
