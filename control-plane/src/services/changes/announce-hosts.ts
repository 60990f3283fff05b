import type { HostId } from '@cashbacktv/contract'
import type { ServiceContext } from '../../context.ts'

/** After the commit: whoever holds the sockets of these hosts sends the new snapshot now. A slow poll backs it. */
export async function announceHosts(
  ctx: Pick<ServiceContext, 'live'>,
  hostIds: readonly HostId[],
): Promise<void> {
  await Promise.all(hostIds.map((hostId) => ctx.live.publish('host.wanted', { hostId })))
}
