import type { LoginInput, SessionTokens } from '@cashbacktv/contract'
import { users } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { RequestContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import { recordAudit } from '../audit/record.ts'
import { issueSession } from './sessions.ts'

/**
 * @throws DomainError `unauthenticated`, the same for an unknown address, a wrong password and a
 * disabled account; `rate_limited` with the seconds to wait
 */
export async function login(ctx: RequestContext, input: LoginInput): Promise<SessionTokens> {
  const email = input.email.toLowerCase()
  await ctx.security.limits.take(email, ctx.address)
  const [user] = await ctx.db.select().from(users).where(eq(users.email, email))
  const matches = await ctx.security.passwords.verify(user?.passwordHash ?? null, input.password)
  if (!user || !matches || user.disabledAt) {
    ctx.log.warn({ address: ctx.address, requestId: ctx.requestId }, 'log-in refused')
    throw new DomainError('unauthenticated', 'The e-mail address or the password is wrong.')
  }
  await ctx.security.limits.succeeded(email, ctx.address)
  return ctx.db.transaction(async (tx) => {
    const { id, role } = user
    await recordAudit(ctx, tx, {
      action: 'session.login',
      subjectType: 'user',
      subjectId: id,
      actor: { id, email },
    })
    return issueSession(ctx, tx, { user: { id, email, role }, remember: input.rememberMe })
  })
}
