import { HostId, HostSample, Instant } from '@cashbacktv/contract'
import { z } from 'zod'
import type { ServiceContext } from '../../context.ts'
import { listHosts } from '../hosts/list.ts'

export const SystemView = z.object({
  at: Instant,
  hosts: z.array(
    z.object({
      id: HostId,
      name: z.string(),
      link: z.enum(['never', 'connected', 'unknown']),
      lastSeenAt: Instant.nullable(),
      channels: z.int(),
      /** Null until the host has reported. */
      sample: HostSample.nullable(),
    }),
  ),
})
export type SystemView = z.infer<typeof SystemView>

/** Every host in its last second. */
export async function systemView(ctx: ServiceContext): Promise<SystemView> {
  const hosts = await listHosts(ctx)
  return {
    at: ctx.now().toISOString(),
    hosts: hosts.map(({ id, name, link, lastSeenAt, channels, sample }) => ({
      ...{ id, name, link, lastSeenAt, channels, sample },
    })),
  }
}
