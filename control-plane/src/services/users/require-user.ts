import { messageOf, type UserId } from '@cashbacktv/contract'
import { type Db, users } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import { DomainError } from '../../domain/errors.ts'

/** @throws DomainError `not_found` */
export async function requireUser(tx: Db, id: UserId): Promise<typeof users.$inferSelect> {
  const [user] = await tx.select().from(users).where(eq(users.id, id))
  if (!user) throw new DomainError('not_found', messageOf('person-missing'))
  return user
}
