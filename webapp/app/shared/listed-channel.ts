import type { ChannelView } from '@cashbacktv/contract'

/** What screens with many channels show of one. All of it, five hundred times, is what a browser waits for. */
export type ListedChannel = Pick<
  ChannelView,
  | ('id' | 'name' | 'slug' | 'hostId' | 'thumbnailUrl' | 'startAnyway' | 'desired')
  | ('status' | 'phase' | 'health' | 'reason' | 'since' | 'attempt' | 'nextTryAt')
  | ('queuePosition' | 'activeSourceId' | 'showing' | 'speed' | 'fps' | 'viewers' | 'updatedAt')
> & {
  sources: readonly Pick<ChannelView['sources'][number], 'id'>[]
}

export function listedChannel(channel: ChannelView): ListedChannel {
  const { id, name, slug, hostId, thumbnailUrl, startAnyway, desired } = channel
  const { status, phase, health, reason, since, attempt, nextTryAt } = channel
  const { queuePosition, activeSourceId, showing, speed, fps, viewers, updatedAt } = channel
  return {
    ...{ id, name, slug, hostId, thumbnailUrl, startAnyway, desired },
    ...{ status, phase, health, reason, since, attempt, nextTryAt },
    ...{ queuePosition, activeSourceId, showing, speed, fps, viewers, updatedAt },
    sources: channel.sources.map((source) => ({ id: source.id })),
  }
}
