import type { ChannelMetric, ContentKind } from '@cashbacktv/contract'

/** Series that say whether something is wrong with what a channel shows, by what that is. */
export const CONTENT_SERIES = {
  channel_black: 'black',
  channel_frozen: 'freeze',
  channel_silent: 'silence',
  channel_without_audio: 'noAudio',
  channel_shape_changed: 'changed',
  channel_still_card: 'stillCard',
  channel_below_bitrate_floor: 'lowBitrate',
  channel_off_loudness: 'loudness',
  channel_clipping: 'clipping',
} as const satisfies Partial<Record<ChannelMetric, ContentKind>>

export function isContentSeries(metric: string): metric is keyof typeof CONTENT_SERIES {
  return Object.hasOwn(CONTENT_SERIES, metric)
}
