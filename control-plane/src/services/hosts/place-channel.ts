import type { ServiceContext } from '../../context.ts'
import { type Placement, place, type Wish } from '../../domain/placement.ts'
import { listHosts } from './list.ts'

/** Which host a channel is to run on, and why. Changes nothing: the caller stores it with the channel. */
export async function placeChannel(
  ctx: Pick<ServiceContext, 'db' | 'live' | 'now'>,
  wish: Wish = { pinnedTo: null, current: null },
): Promise<Placement> {
  const hosts = await listHosts(ctx)
  return place(
    wish,
    hosts.map((host) => ({
      id: host.id,
      name: host.name,
      connected: host.link === 'connected',
      draining: host.draining,
      channels: host.channels,
      cores: host.capabilities?.cores ?? 1,
      cpuPercent: host.sample?.cpuPercent ?? null,
    })),
  )
}
