import { type CreateJoinTokenInput, type JoinToken, messageOf } from '@cashbacktv/contract'
import { joinTokens } from '@cashbacktv/db'
import type { ServiceContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import { commitChange } from '../changes/commit-change.ts'
import type { AuditEntry } from '../changes/record-audit.ts'
import { createSecret, hashSecret } from './secret.ts'

/** A token with which one host may join, once, soon. Only its hash is kept: it is shown this once. */
export async function createJoinToken(
  ctx: ServiceContext,
  input: CreateJoinTokenInput,
): Promise<JoinToken> {
  if (!ctx.actor) throw new DomainError('unauthenticated', messageOf('log-in-to-add-host'))
  const token = createSecret('join')
  const expiresAt = new Date(ctx.now().getTime() + input.lifeMinutes * 60_000)
  const values = {
    tokenHash: hashSecret(token),
    label: input.label,
    createdBy: ctx.actor.id,
    expiresAt,
  }
  return commitChange(ctx, async (tx) => {
    const [row] = await tx.insert(joinTokens).values(values).returning({ id: joinTokens.id })
    if (!row) throw new Error('The join token was not stored.')
    const detail = { label: input.label, expiresAt: expiresAt.toISOString() }
    const subject = { subjectType: 'host', subjectId: row.id } as const
    const { publicUrl, ownPlace } = ctx.config
    const where = { publicUrl, address: ownPlace().origin }
    const result = { id: row.id, token, expiresAt: expiresAt.toISOString(), ...where }
    const audit: AuditEntry[] = [{ action: 'host.join-token-created', ...subject, detail }]
    return { result, hosts: [], audit }
  })
}
