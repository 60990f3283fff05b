import { randomBytes } from 'node:crypto'
import { users } from '@cashbacktv/db'
import { count, sql } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import type { Passwords } from '../auth/passwords.ts'

/** Any number that nothing else on the server locks. */
const LOCK = 7_203_115_402

/** `generatedPassword` is to be shown once; null when one was given. */
export type FirstAdmin = { email: string; generatedPassword: string | null }

/** Makes the first admin when there is no user yet; null when there is one. Safe from many instances at once. */
export async function createFirstAdmin(
  ctx: Pick<ServiceContext, 'db'>,
  passwords: Passwords,
  wish: { email: string; password: string | null },
): Promise<FirstAdmin | null> {
  return ctx.db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`)
    const [row] = await tx.select({ users: count() }).from(users)
    if (row && row.users > 0) return null
    const generatedPassword = wish.password !== null ? null : randomBytes(15).toString('base64url')
    const passwordHash = await passwords.hash(wish.password ?? generatedPassword ?? '')
    const email = wish.email.toLowerCase()
    await tx.insert(users).values({ email, passwordHash, role: 'admin' })
    return { email, generatedPassword }
  })
}
