import type { HostId } from '@cashbacktv/contract'
import { hosts } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { recordAudit } from '../audit/record.ts'
import { requireHost } from './require-host.ts'

/** A draining host is given no further channels; those it has stay until they are moved. */
export async function drainHost(
  ctx: Pick<ServiceContext, 'db' | 'now' | 'actor'>,
  { hostId, draining }: { hostId: HostId; draining: boolean },
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    await requireHost(tx, hostId)
    await tx.update(hosts).set({ draining }).where(eq(hosts.id, hostId))
    const action = draining ? 'host.drain-started' : 'host.drain-ended'
    await recordAudit(ctx, tx, { action, subjectType: 'host', subjectId: hostId })
  })
}
