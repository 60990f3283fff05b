import type { SystemView } from '@cashbacktv/contract'
import type { ServiceContext } from '../../context.ts'

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
