import type { PasswordLink, UserId } from '@cashbacktv/contract'
import { passwordResets } from '@cashbacktv/db'
import { and, eq, isNull } from 'drizzle-orm'
import type { RequestContext } from '../../context.ts'
import { commitChange } from '../changes/commit-change.ts'
import type { AuditEntry } from '../changes/record-audit.ts'
import { createSecret, hashSecret } from '../hosts/secret.ts'
import { requireUser } from './require-user.ts'

/** Long enough to be passed on by hand, short enough that a forgotten message opens nothing. */
const DAY_MS = 24 * 3_600_000

/**
 * A link with which a person sets a new password, once, within a day unless told otherwise. An
 * older link of the same person is void. The token is in the query, which no log has.
 *
 * @throws DomainError `not_found`
 */
export async function createPasswordLink(
  ctx: Pick<RequestContext, 'db' | 'live' | 'now' | 'actor' | 'config' | 'origin'>,
  { id }: { id: UserId },
  lifeMs = DAY_MS,
): Promise<PasswordLink> {
  const token = createSecret('reset')
  const now = ctx.now()
  const expiresAt = new Date(now.getTime() + lifeMs)
  await commitChange(ctx, async (tx) => {
    const { email } = await requireUser(tx, id)
    await tx
      .update(passwordResets)
      .set({ expiresAt: now })
      .where(and(eq(passwordResets.userId, id), isNull(passwordResets.usedAt)))
    const values = { userId: id, tokenHash: hashSecret(token), createdAt: now, expiresAt }
    await tx.insert(passwordResets).values(values)
    const subject = { subjectType: 'user', subjectId: id } as const
    const audit: AuditEntry[] = [{ action: 'user.password-link', ...subject, detail: { email } }]
    return { result: undefined, hosts: [], audit }
  })
  const url = `${ctx.config.publicUrl ?? ctx.origin}/reset?token=${token}`
  return { token, url, expiresAt: expiresAt.toISOString() }
}
