import type { PasswordLink, PasswordLinkInput, UserId } from '@cashbacktv/contract'
import { passwordResets } from '@cashbacktv/db'
import { and, eq, isNull } from 'drizzle-orm'
import type { RequestContext } from '../../context.ts'
import { LINK_HOURS, type LinkPurpose } from '../../domain/accounts/password-mail.ts'
import { commitChange } from '../changes/commit-change.ts'
import type { AuditEntry } from '../changes/record-audit.ts'
import { createSecret, hashSecret } from '../hosts/secret.ts'
import { canMailLinks, mailPasswordLink } from './mail-password-link.ts'
import { requireUser } from './require-user.ts'

const HOUR_MS = 3_600_000

type PasswordLinkContext = Pick<RequestContext, 'db' | 'live' | 'now' | 'actor' | 'config'>
type NewLink = { id: UserId; purpose: LinkPurpose }
type MadeLink = Omit<PasswordLink, 'mailed'> & { email: string }

/**
 * A link with which a person sets a new password, once: within an hour, or three days for an
 * invitation. An older link of the same person is void. The token is in the query, which no log has.
 * Its host is the one that is configured and never the one that a request names: whoever asks in
 * another's name could choose that.
 *
 * @throws DomainError `not_found`
 */
export async function createPasswordLink(
  ctx: PasswordLinkContext,
  { id, purpose }: NewLink,
): Promise<MadeLink> {
  const token = createSecret('reset')
  const now = ctx.now()
  const expiresAt = new Date(now.getTime() + LINK_HOURS[purpose] * HOUR_MS)
  const email = await commitChange(ctx, async (tx) => {
    const person = await requireUser(tx, id)
    await tx
      .update(passwordResets)
      .set({ expiresAt: now })
      .where(and(eq(passwordResets.userId, id), isNull(passwordResets.usedAt)))
    const values = { userId: id, tokenHash: hashSecret(token), createdAt: now, expiresAt }
    await tx.insert(passwordResets).values(values)
    const subject = { subjectType: 'user', subjectId: id } as const
    const detail = { email: person.email }
    const audit: AuditEntry[] = [{ action: 'user.password-link', ...subject, detail }]
    return { result: person.email, hosts: [], audit }
  })
  const path = `/reset?token=${token}`
  const { publicUrl } = ctx.config
  const url = publicUrl === null ? null : `${publicUrl}${path}`
  return { token, path, url, expiresAt: expiresAt.toISOString(), email }
}

/**
 * The same for an administrator, mailed where that is wished and can be done.
 *
 * @throws DomainError `not_found`
 */
export async function offerPasswordLink(
  ctx: RequestContext,
  { id, purpose, mail }: PasswordLinkInput,
): Promise<PasswordLink> {
  const { email: to, ...link } = await createPasswordLink(ctx, { id, purpose })
  const { url } = link
  if (!mail || url === null || !(await canMailLinks(ctx))) return { ...link, mailed: false }
  return { ...link, mailed: await mailPasswordLink(ctx, { to, purpose, url }) }
}
