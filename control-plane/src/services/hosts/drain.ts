import type { HostId } from '@cashbacktv/contract'
import { hosts } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { requireHost } from './require-host.ts'

/** A draining host is given no further channels; those it has stay until they are moved. */
export async function drainHost(
  ctx: Pick<ServiceContext, 'db'>,
  { hostId, draining }: { hostId: HostId; draining: boolean },
): Promise<void> {
  await requireHost(ctx.db, hostId)
  await ctx.db.update(hosts).set({ draining }).where(eq(hosts.id, hostId))
}
