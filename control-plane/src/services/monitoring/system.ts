import { HostId, HostSample, Instant } from '@cashbacktv/contract'
import { z } from 'zod'
import type { ServiceContext } from '../../context.ts'

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

/** Every host in its last second, by name. */
export async function systemView(ctx: Pick<ServiceContext, 'view' | 'now'>): Promise<SystemView> {
  const { hosts } = await ctx.view.fresh()
  const views = [...hosts.values()].map(({ facts, pulse, channels }) => {
    const { id, link, lastSeenAt, sample } = pulse
    return { id, name: facts.name, link, lastSeenAt, channels: channels.size, sample }
  })
  return {
    at: ctx.now().toISOString(),
    hosts: views.sort((a, b) => a.name.localeCompare(b.name, 'en')),
  }
}
