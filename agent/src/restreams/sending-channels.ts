import type { ChannelId, ChannelSpec, KnownDesired } from '@cashbacktv/contract'
import type { Air } from '../air/read-air.ts'
import type { World } from '../domain/reconcile/world.ts'
import { type AirFlow, nextAirFlow } from '../domain/restreams/air-flow.ts'
import type { Clock } from '../ports.ts'

/** Channels that their destinations get: those that are not off or stopped, by their switch or their schedule. */
export function sendingSpecs(
  desired: KnownDesired | null,
  channels: World['channels'],
): readonly ChannelSpec[] {
  const specs = desired?.channels ?? []
  return specs.filter(({ id, on, restreams }) => {
    const state = channels.get(id)?.state ?? 'stopped'
    return on && restreams.length > 0 && state !== 'stopped' && state !== 'stopping'
  })
}

/** Whether a channel is wanted of which nothing is known here. */
export function isUnknownIn(desired: KnownDesired | null, channelId: ChannelId): boolean {
  const isOf = ({ id }: { id: ChannelId }) => id === channelId
  const isUnread = desired?.unread?.some((one) => one.on && isOf(one)) ?? false
  return isUnread && !desired?.channels.some(isOf)
}

/**
 * Since when the origin shows something new of a channel, the slate as well, by the steady clock; null while
 * it does not. To be asked every second.
 */
export function followAirFlows(
  clock: Clock,
  readAir: (wall: number) => Air,
): (id: ChannelId) => number | null {
  const flows = new Map<ChannelId, AirFlow>()
  return (id) => {
    const wall = clock.wall()
    const air = readAir(wall).channels.get(id)
    if (air === undefined) {
      flows.delete(id)
      return null
    }
    const flow = nextAirFlow(flows.get(id) ?? null, air, { now: clock.now(), wall })
    flows.set(id, flow)
    return flow.onAirSince
  }
}
