import { type HostId, messageOf } from '@cashbacktv/contract'
import { hosts } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { ChangeContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import { commitChange } from '../changes/commit-change.ts'
import type { AuditEntry } from '../changes/record-audit.ts'
import { requireHost } from './require-host.ts'

/**
 * A person has seen that the held snapshot stops many channels and wants it so. It is sent anew
 * under the next revision, confirmed; anything changed since is to be looked at again.
 *
 * @throws DomainError `conflict` when the wanted state is no longer the one that was looked at
 */
export async function confirmSnapshot(
  ctx: ChangeContext,
  { hostId, revision }: { hostId: HostId; revision: number },
): Promise<void> {
  await commitChange(ctx, async (tx) => {
    const { desiredRevision } = await requireHost(tx, hostId)
    if (desiredRevision !== revision) {
      throw new DomainError('conflict', messageOf('snapshot-changed'))
    }
    await tx
      .update(hosts)
      .set({ confirmedRevision: desiredRevision + 1 })
      .where(eq(hosts.id, hostId))
    const subject = { subjectType: 'host', subjectId: hostId } as const
    const audit: AuditEntry[] = [
      { action: 'host.snapshot-confirmed', ...subject, detail: { revision } },
    ]
    return { result: undefined, hosts: [hostId], audit }
  })
}
