import { type Reason, reasonOf } from '@cashbacktv/contract'
import { MOST_VARIANTS } from './read-playlist.ts'

/** Why the bytes of a source cannot be put on air. What its provider has to mend is `network`: it is tried again. */
export const LOOK_REASONS = {
  nothing: reasonOf('network', 'empty-answer'),
  silent: reasonOf('network', 'source-silent'),
  noPackets: reasonOf('network', 'no-data'),
  page: reasonOf('network', 'web-page'),
  text: reasonOf('network', 'text-answer'),
  picture: reasonOf('network', 'still-picture'),
  dash: reasonOf('fatal', 'unsupported-manifest'),
  channelList: reasonOf('fatal', 'channel-list'),
  onlyTables: reasonOf('network', 'only-tables'),
  noVideo: reasonOf('fatal', 'no-video'),
  videoMissing: reasonOf('network', 'video-missing'),
  scrambled: reasonOf('fatal', 'scrambled'),
  encrypted: reasonOf('fatal', 'encrypted'),
  playlistTooLarge: reasonOf('fatal', 'playlist-too-large', { most: MOST_VARIANTS }),
  playlistNested: reasonOf('fatal', 'playlist-nested'),
  playlistEmpty: reasonOf('network', 'playlist-empty'),
  segmentsMissing: reasonOf('network', 'segments-missing'),
  playlistStale: reasonOf('network', 'playlist-stale'),
  slow: reasonOf('network', 'source-slow'),
} satisfies Record<string, Reason>
