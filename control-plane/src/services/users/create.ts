import { type CreateUserInput, messageOf, type UserId, type UserView } from '@cashbacktv/contract'
import { isUniqueViolation, users } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { RequestContext } from '../../context.ts'
import { errorAt } from '../../domain/errors.ts'
import { checkNewPassword } from '../auth/check-new-password.ts'
import { commitChange } from '../changes/commit-change.ts'
import { writeUserGroups } from '../groups/read-limits.ts'
import { requireGroups } from '../groups/require-groups.ts'
import { getUser } from './list.ts'
import { randomPassword } from './random-password.ts'

/**
 * A new person. Without a password nobody can log in as that person until a link is made. Sent again
 * with the same id it makes nobody twice.
 *
 * @throws DomainError `conflict` when the address has an account or somebody else the id, `validation_failed` at `password`
 */
export async function createUser(ctx: RequestContext, input: CreateUserInput): Promise<UserView> {
  const email = input.email.toLowerCase()
  if (input.id && (await emailOf(ctx, input.id)) === email) return getUser(ctx, input.id)
  const { password } = input
  if (password !== undefined) checkNewPassword({ password, email, path: 'password' })
  const passwordHash = await ctx.security.passwords.hash(password ?? randomPassword())
  try {
    const id = await commitChange(ctx, async (tx) => {
      const values = {
        id: input.id,
        email,
        role: input.role,
        passwordHash,
        credentialsChangedAt: ctx.now(),
        reach: input.groupIds === null ? ('all' as const) : ('groups' as const),
      }
      const [user] = await tx.insert(users).values(values).returning({ id: users.id })
      if (!user) throw new Error('The person was not stored.')
      const subject = { subjectType: 'user', subjectId: user.id } as const
      const names = await requireGroups(tx, input.groupIds ?? [], 'groupIds')
      await writeUserGroups(tx, user.id, [...names.keys()])
      const limit = input.groupIds && { groups: [...names.values()].sort() }
      const detail = { email, role: input.role, ...limit }
      return { result: user.id, hosts: [], audit: [{ action: 'user.create', ...subject, detail }] }
    })
    return await getUser(ctx, id)
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    // The same request, sent before, was done meanwhile.
    if (input.id && (await emailOf(ctx, input.id)) === email) return getUser(ctx, input.id)
    if (isUniqueViolation(error, 'users_email_key'))
      throw errorAt('email', 'conflict', messageOf('account-exists'))
    throw errorAt('id', 'conflict', messageOf('id-taken'))
  }
}

async function emailOf({ db }: Pick<RequestContext, 'db'>, id: UserId): Promise<string | null> {
  const [user] = await db.select({ email: users.email }).from(users).where(eq(users.id, id))
  return user?.email ?? null
}
