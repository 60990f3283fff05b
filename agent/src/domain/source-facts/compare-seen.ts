import type { AudioFacts, Source, SourceFacts } from '@cashbacktv/contract'
import { type Inventory, inventoryOf } from './choose-tracks.ts'
import { withSurvey } from './keep-survey.ts'
import { withKnownPages } from './subtitle-facts.ts'
import type { Seen } from './take-stock.ts'

/**
 * What a run saw when it opened its source, with what it cannot know better than before: a rate that
 * differs by a rounding, and audio that is announced and has not come in the second it looked.
 */
export function openedFacts(
  seen: SourceFacts,
  known: SourceFacts | null,
  opened: Seen,
): SourceFacts {
  if (known === null) return seen
  const rate = steady(known.video.framesPerSecond, seen.video.framesPerSecond)
  const video = { ...seen.video, framesPerSecond: rate }
  const isAnnounced = opened.streams.some(({ shape }) => shape.type === 'audio' && isEmpty(shape))
  const isBack = seen.audioTracks?.some((track) => isSame(track, known.audio))
  const audio =
    isAnnounced && !isBack
      ? { audio: known.audio, audioTracks: inventoryOf(known).audios.slice() }
      : {}
  const { audioMissing, ...rest } = known
  const subtitles = seen.subtitleTracks
    ? { subtitleTracks: withKnownPages(seen.subtitleTracks, inventoryOf(known).subtitles) }
    : {}
  const facts = {
    ...seen,
    video,
    ...audio,
    ...subtitles,
    bitrateKbps: seen.bitrateKbps ?? known.bitrateKbps,
  }
  return withSurvey(facts, audioMissing && isAnnounced && !isBack ? known : rest)
}

/** The programme that is taken is there, and nothing of its picture has come yet. */
export function lacksPicture(
  { programs, videos }: Pick<Inventory, 'programs' | 'videos'>,
  known: SourceFacts | null,
): boolean {
  if (known === null) return false
  if (videos.length === 0) return true
  return programs.some(({ number, hasVideo }) => number === known.program && !hasVideo)
}

function isSame(track: AudioFacts, known: AudioFacts | null): boolean {
  return track.streamId === known?.streamId && track.index === known?.index
}

/** A track that has come while the source was read: more is known when it is opened anew. */
export function withNewAudio(facts: SourceFacts): SourceFacts {
  const { program = null, audio } = facts
  if (audio !== null) return withoutGap(facts)
  const unknown: AudioFacts = {
    codec: 'unknown',
    profile: null,
    channels: 2,
    sampleRate: 48_000,
    ...(program === null ? {} : { programs: [program] }),
  }
  return withoutGap({ ...facts, audio: unknown, audioTracks: [unknown] })
}

function withoutGap({ audioMissing: _over, ...facts }: SourceFacts): SourceFacts {
  return facts
}

/** The track has become one of another kind: what kind is seen when it is opened anew. */
export function withOtherAudio(facts: SourceFacts): SourceFacts {
  const { audio } = facts
  if (audio === null) return facts
  const other: AudioFacts = { ...audio, codec: 'unknown', profile: null }
  const audioTracks = inventoryOf(facts).audios.map((track) =>
    track.index === audio.index && track.streamId === audio.streamId ? other : track,
  )
  return { ...facts, audio: other, audioTracks }
}

/**
 * Whether a run that was planned without facts took other tracks than it should have: FFmpeg gave it
 * the first of each kind.
 */
export function tookOthers(
  seen: SourceFacts,
  wish: Pick<Source, 'program' | 'audioTrack'>,
): boolean {
  const { videos, audios } = inventoryOf(seen)
  const isOf = ({ programs }: { programs?: number[] }) =>
    wish.program === undefined || (programs?.includes(wish.program) ?? true)
  const first = <T extends { index?: number; programs?: number[] }>(tracks: readonly T[]) =>
    tracks.filter(isOf).toSorted((a, b) => (a.index ?? 0) - (b.index ?? 0))[0]
  if (first(videos)?.index !== seen.video.index) return true
  if (wish.audioTrack?.pid !== undefined && seen.audio?.streamId === wish.audioTrack.pid)
    return false
  return seen.audio !== null && first(audios)?.index !== seen.audio.index
}

function isEmpty(shape: { channels: number; sampleRate: number }): boolean {
  return shape.channels <= 0 || !(shape.sampleRate > 0)
}

function steady(known: number | null, seen: number | null): number | null {
  if (known === null || seen === null) return seen ?? known
  return Math.abs(seen / known - 1) < 0.02 ? known : seen
}
