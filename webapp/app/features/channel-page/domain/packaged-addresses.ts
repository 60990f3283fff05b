import type { ChannelView } from '@cashbacktv/contract'

const INDEX = /index\.m3u8$/

/** Where the same is played as HLS of CMAF, and as DASH; null where segments are encrypted, which has neither. */
export function packagedAddresses({
  playbackUrl,
  playback,
}: Pick<ChannelView, 'playbackUrl' | 'playback'>): { cmaf: string; dash: string } | null {
  if (playback.encrypted || !INDEX.test(playbackUrl)) return null
  return {
    cmaf: playbackUrl.replace(INDEX, 'cmaf/index.m3u8'),
    dash: playbackUrl.replace(INDEX, 'manifest.mpd'),
  }
}
