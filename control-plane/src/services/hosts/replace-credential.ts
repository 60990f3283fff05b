import { type HostId, reasonOf } from '@cashbacktv/contract'
import type { RequestContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import { commitChange } from '../changes/commit-change.ts'
import type { AuditEntry } from '../changes/record-audit.ts'
import { requireHost } from './require-host.ts'

const WAIT_MS = 10_000

/**
 * Has a host fetch a new credential and come back with it; what it has on air goes on. The old one
 * counts until then.
 *
 * @throws DomainError `host_unreachable` when the host is away, `unavailable` with its reason when it
 * could not keep a new one, `not_found`
 */
export async function replaceCredential(
  ctx: Pick<RequestContext, 'db' | 'live' | 'now' | 'actor' | 'hosts'>,
  { hostId }: { hostId: HostId },
): Promise<void> {
  await requireHost(ctx.db, hostId)
  const answer = await ctx.hosts.ask(hostId, { kind: 'renew-credential' }, WAIT_MS)
  if (answer.kind === 'failed') throw new DomainError('unavailable', answer.reason)
  if (answer.kind !== 'renew-credential') {
    throw new DomainError('unavailable', reasonOf('resource', 'answer-late'))
  }
  const subject = { subjectType: 'host', subjectId: hostId } as const
  const audit: AuditEntry[] = [{ action: 'host.credential-replaced', ...subject }]
  await commitChange(ctx, async () => ({ result: undefined, hosts: [], audit }))
}
