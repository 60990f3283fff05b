import type { ForgotPasswordInput } from '@cashbacktv/contract'
import { users } from '@cashbacktv/db'
import { and, eq, isNull } from 'drizzle-orm'
import type { RequestContext } from '../../context.ts'
import { recordAudit } from '../audit/record.ts'

/**
 * Tells the administrators, on their list of people, that somebody has forgotten a password. The
 * answer is the same whether the address has an account or not.
 *
 * @throws DomainError `rate_limited`, counted with the log-ins
 */
export async function forgotPassword(
  ctx: RequestContext,
  input: ForgotPasswordInput,
): Promise<void> {
  const email = input.email.toLowerCase()
  await ctx.security.limits.take(email, ctx.address)
  const [user] = await ctx.db
    .select({ id: users.id, email: users.email })
    .from(users)
    .where(and(eq(users.email, email), isNull(users.disabledAt)))
  if (!user) return
  await recordAudit(ctx, ctx.db, {
    ...{ action: 'user.password-forgotten', subjectType: 'user', subjectId: user.id },
    actor: user,
    detail: { address: ctx.address },
  })
}
