import type { CreateUserInput, UserView } from '@cashbacktv/contract'
import { isUniqueViolation, users } from '@cashbacktv/db'
import type { RequestContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import { recordAudit } from '../audit/record.ts'
import { getUser } from './list.ts'
import { randomPassword } from './random-password.ts'

/**
 * A new person. Without a password nobody can log in as that person until a link is made.
 *
 * @throws DomainError `conflict` when the address has an account
 */
export async function createUser(ctx: RequestContext, input: CreateUserInput): Promise<UserView> {
  const email = input.email.toLowerCase()
  const passwordHash = await ctx.security.passwords.hash(input.password ?? randomPassword())
  try {
    const id = await ctx.db.transaction(async (tx) => {
      const values = { email, role: input.role, passwordHash, credentialsChangedAt: ctx.now() }
      const [user] = await tx.insert(users).values(values).returning({ id: users.id })
      if (!user) throw new Error('The person was not stored.')
      await recordAudit(ctx, tx, {
        ...{ action: 'user.create', subjectType: 'user', subjectId: user.id },
        detail: { email, role: input.role },
      })
      return user.id
    })
    return await getUser(ctx, id)
  } catch (error) {
    if (!isUniqueViolation(error, 'users_email_key')) throw error
    const message = 'Somebody has an account with this address already.'
    throw new DomainError('conflict', message, [{ path: 'email', message }])
  }
}
