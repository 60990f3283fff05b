import type { ChannelView } from '@cashbacktv/contract'

/** Where all that is kept of a channel is played; null where nothing is. */
export function pastAddress({ playbackUrl, dvr }: Pick<ChannelView, 'playbackUrl' | 'dvr'>) {
  return dvr.windowSeconds === 0 ? null : `${playbackUrl}?window=${dvr.windowSeconds}`
}
