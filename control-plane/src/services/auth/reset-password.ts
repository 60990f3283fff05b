import { messageOf, type ResetPasswordInput } from '@cashbacktv/contract'
import { type Db, passwordResets, users } from '@cashbacktv/db'
import { and, eq, gt, isNull } from 'drizzle-orm'
import type { RequestContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import { commitChange } from '../changes/commit-change.ts'
import type { AuditEntry } from '../changes/record-audit.ts'
import { hashSecret } from '../hosts/secret.ts'
import { checkNewPassword } from './check-new-password.ts'
import { revokeSessionsOf } from './sessions.ts'

/**
 * Sets a password by a link, once, and ends every session that was made with the old one.
 *
 * @throws DomainError `not_found` for a link that is spent, too old, replaced, or of a disabled account;
 * `validation_failed` at `password`; `rate_limited`
 */
export async function resetPassword(
  ctx: RequestContext,
  { token, password }: ResetPasswordInput,
): Promise<void> {
  await ctx.security.limits.takeLink(ctx.address)
  // Hashing a password is dear: only for who has a link.
  const link = await findLink(ctx.db, token, ctx.now())
  if (!link) throw unusable()
  checkNewPassword({ password, email: link.email, path: 'password' })
  const passwordHash = await ctx.security.passwords.hash(password)
  const now = ctx.now()
  const email = await commitChange(ctx, async (tx) => {
    const [spent] = await tx
      .update(passwordResets)
      .set({ usedAt: now })
      .where(isUsable(token, now))
      .returning({ userId: passwordResets.userId })
    if (!spent) throw unusable()
    const [user] = await tx
      .update(users)
      .set({ passwordHash, credentialsChangedAt: now })
      .where(and(eq(users.id, spent.userId), isNull(users.disabledAt)))
      .returning({ id: users.id, email: users.email })
    if (!user) throw unusable()
    await revokeSessionsOf(tx, user.id, now)
    const subject = { subjectType: 'user', subjectId: user.id } as const
    const audit: AuditEntry[] = [{ action: 'user.password-reset', ...subject, actor: user }]
    return { result: user.email, hosts: [], audit }
  })
  // Whom a stranger's guesses keep waiting has this way in.
  await ctx.security.limits.trust(email, ctx.address)
}

/**
 * Whose link this is, null when it cannot be used.
 *
 * @throws DomainError `rate_limited`
 */
export async function readLink(
  ctx: RequestContext,
  { token }: Pick<ResetPasswordInput, 'token'>,
): Promise<{ email: string | null }> {
  await ctx.security.limits.takeLink(ctx.address)
  return (await findLink(ctx.db, token, ctx.now())) ?? { email: null }
}

async function findLink(db: Db, token: string, now: Date): Promise<{ email: string } | null> {
  const [found] = await db
    .select({ email: users.email })
    .from(passwordResets)
    .innerJoin(users, eq(users.id, passwordResets.userId))
    .where(and(isUsable(token, now), isNull(users.disabledAt)))
  return found ?? null
}

function isUsable(token: string, now: Date) {
  const { tokenHash, usedAt, expiresAt } = passwordResets
  return and(eq(tokenHash, hashSecret(token)), isNull(usedAt), gt(expiresAt, now))
}

function unusable(): DomainError {
  return new DomainError('not_found', messageOf('link-spent'))
}
