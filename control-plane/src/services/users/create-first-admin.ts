import { ADVISORY_LOCKS, users } from '@cashbacktv/db'
import { count, eq, sql } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { checkGivenPassword } from '../auth/check-new-password.ts'
import type { Passwords } from '../auth/passwords.ts'
import { randomPassword } from './random-password.ts'

/** `generatedPassword` is to be shown once; null when one was given. */
export type FirstAdmin = { email: string; generatedPassword: string | null }

type Wish = { email: string; password: string | null }
type Tx = Pick<ServiceContext['db'], 'select' | 'insert' | 'update'>

/**
 * Makes the first admin when there is no user yet, with a generated password when none is given;
 * null when there was nothing to make. A password that is given holds for that admin as long as it
 * is given: whoever may set the environment can always get back in. Safe from many instances.
 *
 * @throws Error with a sentence for who set it, for a new password that is easy to guess
 */
export async function createFirstAdmin(
  ctx: Pick<ServiceContext, 'db'>,
  passwords: Passwords,
  wish: Wish,
): Promise<FirstAdmin | null> {
  const email = wish.email.toLowerCase()
  return ctx.db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${ADVISORY_LOCKS.firstAdmin})`)
    if (wish.password !== null) {
      const isNew = await holdTo(tx, passwords, email, wish.password)
      return isNew ? { email, generatedPassword: null } : null
    }
    const [row] = await tx.select({ users: count() }).from(users)
    if (row && row.users > 0) return null
    const generatedPassword = randomPassword()
    const passwordHash = await passwords.hash(generatedPassword)
    await tx.insert(users).values({ email, passwordHash, role: 'admin' })
    return { email, generatedPassword }
  })
}

/** Answers whether the admin is new. A changed password ends every session made with the old one. */
async function holdTo(
  tx: Tx,
  passwords: Passwords,
  email: string,
  password: string,
): Promise<boolean> {
  const [known] = await tx.select().from(users).where(eq(users.email, email))
  if (known === undefined) {
    checkGivenPassword(password, email)
    const passwordHash = await passwords.hash(password)
    await tx.insert(users).values({ email, passwordHash, role: 'admin' })
    return true
  }
  const asGiven = await passwords.verify(known.passwordHash, password)
  if (asGiven && known.role === 'admin' && known.disabledAt === null) return false
  // One from before this was asked goes on: an upgrade keeps nobody out.
  if (!asGiven) checkGivenPassword(password, email)
  const passwordHash = asGiven ? known.passwordHash : await passwords.hash(password)
  const changed = asGiven ? {} : { credentialsChangedAt: new Date() }
  await tx
    .update(users)
    .set({ passwordHash, role: 'admin', disabledAt: null, ...changed })
    .where(eq(users.id, known.id))
  return false
}
