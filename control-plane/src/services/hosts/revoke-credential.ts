import type { HostId } from '@cashbacktv/contract'
import { hostCredentials } from '@cashbacktv/db'
import { and, eq, isNull } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { requireHost } from './require-host.ts'

/** Takes a host's credential away and ends its connection, whichever instance holds it. What it has on air goes on. */
export async function revokeCredential(
  ctx: Pick<ServiceContext, 'db' | 'live' | 'now'>,
  { hostId }: { hostId: HostId },
): Promise<void> {
  await requireHost(ctx.db, hostId)
  await ctx.db
    .update(hostCredentials)
    .set({ revokedAt: ctx.now() })
    .where(and(eq(hostCredentials.hostId, hostId), isNull(hostCredentials.revokedAt)))
  await ctx.live.publish('link.revoked', { hostId })
}
