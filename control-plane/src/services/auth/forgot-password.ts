import type { ForgotPasswordInput } from '@cashbacktv/contract'
import { users } from '@cashbacktv/db'
import { and, eq, isNull } from 'drizzle-orm'
import type { RequestContext } from '../../context.ts'
import { commitChange } from '../changes/commit-change.ts'
import type { AuditEntry } from '../changes/record-audit.ts'

/**
 * Tells the administrators, on their list of people, that somebody has forgotten a password. The
 * answer is the same whether the address has an account or not.
 *
 * @throws DomainError `rate_limited` for an address that asks for one person after another
 */
export async function forgotPassword(
  ctx: RequestContext,
  input: ForgotPasswordInput,
): Promise<void> {
  const email = input.email.toLowerCase()
  if (!(await ctx.security.limits.takeForgotten(email, ctx.address))) return
  const [user] = await ctx.db
    .select({ id: users.id, email: users.email })
    .from(users)
    .where(and(eq(users.email, email), isNull(users.disabledAt)))
  if (!user) return
  const subject = { subjectType: 'user', subjectId: user.id } as const
  const detail = { address: ctx.address }
  const audit: AuditEntry[] = [
    { action: 'user.password-forgotten', ...subject, actor: user, detail },
  ]
  await commitChange(ctx, async () => ({ result: undefined, hosts: [], audit }))
}
