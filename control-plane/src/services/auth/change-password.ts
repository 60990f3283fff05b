import { type ChangePasswordInput, messageOf, type SessionTokens } from '@cashbacktv/contract'
import { users } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { LoggedInContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import { askPassword, changeWithCode } from '../second-step/prove.ts'
import { checkNewPassword } from './check-new-password.ts'
import { issueSession, revokeSessionsOf } from './sessions.ts'

/**
 * Sets one's own password, with a code where log-ins take one. Every session ends; the answer is a
 * new one for who asked.
 *
 * @throws DomainError `validation_failed` at `currentPassword`, `newPassword` or `code`, `rate_limited` after a few wrong tries of this session
 */
export async function changePassword(
  ctx: LoggedInContext,
  { currentPassword, newPassword, code }: ChangePasswordInput,
): Promise<SessionTokens> {
  const { id, email, role } = ctx.actor
  await askPassword(ctx, currentPassword, 'currentPassword')
  checkNewPassword({ password: newPassword, email, path: 'newPassword' })
  const passwordHash = await ctx.security.passwords.hash(newPassword)
  return changeWithCode(ctx, code, async (tx) => {
    const [changed] = await tx
      .update(users)
      .set({ passwordHash, credentialsChangedAt: ctx.now() })
      .where(eq(users.id, id))
      .returning({ id: users.id })
    if (!changed) throw new DomainError('unauthenticated', messageOf('log-in-first'))
    await revokeSessionsOf(tx, id, ctx.now())
    const subject = { subjectType: 'user', subjectId: id } as const
    const result = await issueSession(ctx, tx, { user: { id, email, role }, remember: false })
    return { result, hosts: [], audit: [{ action: 'user.password-change', ...subject }] }
  })
}
