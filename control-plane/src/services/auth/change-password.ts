import { type ChangePasswordInput, messageOf, type SessionTokens } from '@cashbacktv/contract'
import { users } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { Actor, RequestContext } from '../../context.ts'
import { DomainError, fieldError } from '../../domain/errors.ts'
import { commitChange } from '../changes/commit-change.ts'
import { requireUser } from '../users/require-user.ts'
import { checkNewPassword } from './check-new-password.ts'
import { issueSession, revokeSessionsOf } from './sessions.ts'

/**
 * Sets one's own password. Every session ends; the answer is a new one for who asked.
 *
 * @throws DomainError `validation_failed` at `currentPassword` or `newPassword`, `rate_limited` after a few wrong tries of this session
 */
export async function changePassword(
  ctx: RequestContext & { actor: Actor },
  { currentPassword, newPassword }: ChangePasswordInput,
): Promise<SessionTokens> {
  const { id, email, role } = ctx.actor
  const { passwords, limits } = ctx.security
  await limits.takeWithin((await ctx.authenticate())?.familyId ?? id)
  const { passwordHash: known } = await requireUser(ctx.db, id)
  if (!(await passwords.verify(known, currentPassword, true))) {
    throw fieldError('currentPassword', messageOf('password-wrong'))
  }
  checkNewPassword({ password: newPassword, email, path: 'newPassword' })
  const passwordHash = await passwords.hash(newPassword)
  return commitChange(ctx, async (tx) => {
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
