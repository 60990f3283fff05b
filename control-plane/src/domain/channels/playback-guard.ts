import { createHmac } from 'node:crypto'
import {
  type ChannelId,
  isGuarded,
  LONGEST_PLAYBACK_SECONDS,
  type PlaybackEnds,
  type PlaybackGuard,
  type StoredSettings,
} from '@cashbacktv/contract'

/** A channel, as far as it says who may watch it. */
export type GuardedChannel = Pick<StoredSettings, 'playback'> & {
  id: ChannelId
  playbackEnds: PlaybackEnds | null
}

const NOBODY: PlaybackEnds = { generation: 0, viewers: [] }

/**
 * The key that signs addresses of a channel. It is made of one secret of the installation, so that
 * none has to be kept for each channel; that of a generation says nothing of another's.
 */
export function playbackKey(secret: string, { id, playbackEnds }: GuardedChannel): string {
  const { generation } = playbackEnds ?? NOBODY
  return createHmac('sha256', secret).update(`${id} ${generation}`).digest('base64url')
}

/** What a host holds viewers of a channel to; null where everyone may watch. */
export function playbackGuard(
  secret: string,
  channel: GuardedChannel,
  now: Date,
): PlaybackGuard | null {
  const { playback, playbackEnds } = channel
  if (!isGuarded(playback)) return null
  const { viewers } = withoutOver(playbackEnds ?? NOBODY, now)
  const ended = viewers.map(({ viewer }) => viewer)
  return { ...playback, key: playbackKey(secret, channel), ended }
}

/** All signed addresses ended. */
export function allEnded(ends: PlaybackEnds | null): PlaybackEnds {
  return { generation: (ends ?? NOBODY).generation + 1, viewers: [] }
}

/** Those of a viewer ended; for as long as one of them could be valid. */
export function viewerEnded(ends: PlaybackEnds | null, viewer: string, now: Date): PlaybackEnds {
  const known = withoutOver(ends ?? NOBODY, now)
  const until = new Date(now.getTime() + LONGEST_PLAYBACK_SECONDS * 1000).toISOString()
  const others = known.viewers.filter((one) => one.viewer !== viewer)
  return { ...known, viewers: [...others, { viewer, until }] }
}

function withoutOver(ends: PlaybackEnds, now: Date): PlaybackEnds {
  return { ...ends, viewers: ends.viewers.filter(({ until }) => Date.parse(until) > now.getTime()) }
}
