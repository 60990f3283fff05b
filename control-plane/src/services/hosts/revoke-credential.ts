import type { HostId } from '@cashbacktv/contract'
import { hostCredentials } from '@cashbacktv/db'
import { and, eq, isNull } from 'drizzle-orm'
import type { ChangeContext } from '../../context.ts'
import { commitChange, unchanged } from '../changes/commit-change.ts'
import type { AuditEntry } from '../changes/record-audit.ts'
import { requireHost } from './require-host.ts'

/** Takes a host's credential away and ends its connection, whichever instance holds it. What it has on air goes on. */
export async function revokeCredential(
  ctx: ChangeContext,
  { hostId }: { hostId: HostId },
): Promise<void> {
  await commitChange(ctx, async (tx) => {
    await requireHost(tx, hostId)
    const revoked = await tx
      .update(hostCredentials)
      .set({ revokedAt: ctx.now() })
      .where(and(eq(hostCredentials.hostId, hostId), isNull(hostCredentials.revokedAt)))
      .returning({ id: hostCredentials.id })
    if (revoked.length === 0) return unchanged(undefined)
    const subject = { subjectType: 'host', subjectId: hostId } as const
    const audit: AuditEntry[] = [{ action: 'host.credential-revoked', ...subject }]
    return { result: undefined, hosts: [], audit, announce: [['link.revoked', { hostId }]] }
  })
}
