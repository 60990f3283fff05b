import type { FailureClass, Reason } from '@cashbacktv/contract'

/** Why the bytes of a source cannot be put on air. What its provider has to mend is `network`: it is tried again. */
export const LOOK_REASONS = {
  nothing: reason(
    'network',
    'empty-answer',
    'The source answers, but with nothing in it. Ask its provider.',
  ),
  silent: reason(
    'network',
    'source-silent',
    'The source was opened, but not enough of it came in time to see what it is.',
  ),
  noPackets: reason(
    'network',
    'no-data',
    'Nothing arrives at the address of the source. Check that its sender is on and sends to this address and port.',
  ),
  page: reason(
    'network',
    'web-page',
    'A web page came instead of a stream: a login, a payment or a block by its provider. Open the address in a browser to see it.',
  ),
  text: reason(
    'network',
    'text-answer',
    'A text came instead of a stream, a message of its provider most likely. Open the address in a browser to see it.',
  ),
  picture: reason(
    'network',
    'still-picture',
    'A single picture came instead of a stream, most likely because the source is off the air.',
  ),
  dash: reason(
    'fatal',
    'unsupported-manifest',
    'The address leads to a DASH or Smooth Streaming manifest, which is not supported. Use the HLS address (.m3u8) of the same stream.',
  ),
  channelList: reason(
    'fatal',
    'channel-list',
    'The address leads to a list of channels. Use the address of one channel in it.',
  ),
  onlyTables: reason(
    'network',
    'only-tables',
    'The source sends its tables (PAT and PMT), but no picture and no sound.',
  ),
  noVideo: reason(
    'fatal',
    'no-video',
    'The source has sound at most, but no picture. A channel needs one with a picture.',
  ),
  videoMissing: reason(
    'network',
    'video-missing',
    'The source announces a picture that never comes.',
  ),
  scrambled: reason(
    'fatal',
    'scrambled',
    'The source is scrambled and cannot be decoded. Ask its provider for a clear stream, or put a descrambler before it.',
  ),
  encrypted: reason(
    'fatal',
    'encrypted',
    'The source is encrypted in a way that only players with a licence can read (SAMPLE-AES, Widevine, PlayReady, FairPlay). Ask its provider for a clear or an AES-128 stream.',
  ),
  playlistEmpty: reason(
    'network',
    'playlist-empty',
    'The playlist of the source has no segments in it.',
  ),
  segmentsMissing: reason(
    'network',
    'segments-missing',
    'The playlist of the source names segments that are not on its server.',
  ),
  playlistStale: reason(
    'network',
    'playlist-stale',
    'The playlist of the source does not go on: nothing new comes into it.',
  ),
  slow: reason(
    'network',
    'source-slow',
    'The source sends its stream more slowly than it is to be played.',
  ),
} satisfies Record<string, Reason>

function reason(kind: FailureClass, code: string, message: string): Reason {
  return { class: kind, code, message }
}
