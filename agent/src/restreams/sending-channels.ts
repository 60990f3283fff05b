import type { ChannelId, ChannelSpec, DesiredState } from '@cashbacktv/contract'
import type { Air } from '../air/read-air.ts'
import type { World } from '../domain/reconcile/world.ts'

/** Channels that their destinations get: those that are not stopped, by their switch or their schedule. */
export function sendingSpecs(
  desired: DesiredState | null,
  channels: World['channels'],
): readonly ChannelSpec[] {
  const specs = desired?.channels ?? []
  return specs.filter(({ id, restreams }) => {
    const state = channels.get(id)?.state ?? 'stopped'
    return restreams.length > 0 && state !== 'stopped' && state !== 'stopping'
  })
}

/** The origin shows something of the channel, the slate as well. */
export function isShown(air: Air, id: ChannelId): boolean {
  return (air.channels.get(id)?.showing ?? 'nothing') !== 'nothing'
}
