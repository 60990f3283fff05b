import type { ChannelView } from '@cashbacktv/contract'

/** What an origin lists at a time. */
const MOST_SECONDS = 6 * 3600

/** Where what is kept of a channel is played, its last hours; null where nothing is. */
export function pastAddress({ playbackUrl, dvr }: Pick<ChannelView, 'playbackUrl' | 'dvr'>) {
  return dvr.windowSeconds === 0
    ? null
    : `${playbackUrl}?window=${Math.min(dvr.windowSeconds, MOST_SECONDS)}`
}
