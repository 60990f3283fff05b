import type { ForgotPasswordInput, UserId } from '@cashbacktv/contract'
import { users } from '@cashbacktv/db'
import { and, eq, isNull } from 'drizzle-orm'
import type { RequestContext } from '../../context.ts'
import { commitChange } from '../changes/commit-change.ts'
import type { AuditEntry } from '../changes/record-audit.ts'
import { createPasswordLink } from '../users/create-password-link.ts'
import { canMailLinks, mailPasswordLink } from '../users/mail-password-link.ts'

type Person = { id: UserId; email: string }

/**
 * Mails a link to who has forgotten a password, where mail is set up; else, and where it is not
 * taken, tells the administrators on their list of people. The answer is the same whether the
 * address has an account or not, and takes as long: whether it has is only looked up after it.
 *
 * @throws DomainError `rate_limited` for an address that asks for one person after another
 */
export async function forgotPassword(
  ctx: RequestContext,
  input: ForgotPasswordInput,
): Promise<void> {
  const email = input.email.toLowerCase()
  if (!(await ctx.security.limits.takeForgotten(email, ctx.address))) return
  help(ctx, email).catch((err: unknown) => {
    ctx.log.error({ err, requestId: ctx.requestId }, 'a forgotten password was not passed on')
  })
}

async function help(ctx: RequestContext, email: string): Promise<void> {
  const [user] = await ctx.db
    .select({ id: users.id, email: users.email })
    .from(users)
    .where(and(eq(users.email, email), isNull(users.disabledAt)))
  if (!user) return
  if ((await canMailLinks(ctx)) && (await mailLink(ctx, user))) return
  const subject = { subjectType: 'user', subjectId: user.id } as const
  const detail = { address: ctx.address }
  const audit: AuditEntry[] = [
    { action: 'user.password-forgotten', ...subject, actor: user, detail },
  ]
  await commitChange(ctx, async () => ({ result: undefined, hosts: [], audit }))
}

async function mailLink(ctx: RequestContext, { id, email: to }: Person): Promise<boolean> {
  const purpose = 'reset'
  const { url } = await createPasswordLink(ctx, { id, purpose })
  return url !== null && mailPasswordLink(ctx, { to, purpose, url })
}
