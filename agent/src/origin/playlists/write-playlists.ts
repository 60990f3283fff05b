import type { AudioOnAir, CueMode } from '@cashbacktv/contract'
import type { KeptAnchors } from '../dash/keep-anchors.ts'
import { writeManifest } from '../dash/write-manifest.ts'
import type { ChannelState } from '../domain/channel/state.ts'
import { bitratesAs, packagingOf, toStreams } from '../domain/cmaf/format-of-playlist.ts'
import { CLOCK_ADDRESS } from '../domain/dash/clock-path.ts'
import type { DashSlot } from '../domain/dash/place-periods.ts'
import { iFramesOf } from '../domain/i-frames/i-frames-of.ts'
import { audioMedia, furtherNames, NOTHING_SAID } from '../domain/ladder/audio-media.ts'
import { renderMultivariant } from '../domain/ladder/multivariant.ts'
import { namedPlaylist } from '../domain/ladder/named-playlist.ts'
import { sameKind } from '../domain/ladder/shape-of.ts'
import type { Seal } from '../domain/playback/seal.ts'
import { LIVE, renderPlaylist } from '../domain/playlist.ts'
import type { PlaylistName } from '../domain/stream-path.ts'
import { nextSequence, type Window } from '../domain/window.ts'
import type { MediaReader } from './read-media.ts'

/** What players are sent. The text is empty while nothing is published yet. */
export type PublicPlaylist = { text: string; version: string; targetDurationSeconds: number }

export type AskedLive = PlaylistName & {
  /** Of a channel that not everyone may watch. */
  seal: Seal | null
  /** What the playlists are asked for with that a multivariant one leads to. */
  query: string
}

/** Why there is none: no such rendition, or encrypted segments, which are played as MPEG-TS alone. */
export type NoPlaylist = 'unknown' | 'encrypted'

/**
 * The playlists of a channel, each written when it is first asked for. Null off air.
 */
export type Playlists = {
  of(state: ChannelState, asked: AskedLive): PublicPlaylist | NoPlaylist | null
}

type Written = { of: Window; seal: string | undefined; texts: Map<string, string> }

export function writePlaylists(media: MediaReader, anchors: KeptAnchors): Playlists {
  let written: Written | null = null

  function textOf(state: ChannelState, window: Window, asked: AskedLive): string | NoPlaylist {
    const { name, format, seal, query } = asked
    const isEncrypted = seal?.encrypts ?? false
    if (isEncrypted && format !== 'mpeg-ts') return 'encrypted'
    if (window.segments.length === 0) return ''
    const listed = sameKind(window)
    if (format === 'dash') {
      // None is made of kinds that CMAF has not.
      const key = `${format} ${state.wish?.cues}`
      return kept(window, seal, key, () => manifest(state, listed, seal)) || 'unknown'
    }
    const formerly = [...(window.renditions ?? []), ...furtherNames(saidOf(state))]
    const named = namedPlaylist(name, listed.segments, { format, formerly, isEncrypted })
    if (named.kind === 'unknown') return 'unknown'
    if (named.kind === 'media') {
      const cues = state.wish?.cues ?? 'off'
      return kept(window, seal, `${format} ${name} ${cues}`, () =>
        renderPlaylist(listed, named.rendition, {
          ...LIVE,
          seal,
          cues,
          packaging: packagingOf(media, format),
          toStreams: toStreams(format),
        }),
      )
    }
    // It leads on by the viewer's own query.
    const key = `${format} ${name}?${query}`
    return kept(window, seal, key, () => multivariant(media, state, listed, asked))
  }

  /** Written once a window, whoever asks. */
  function kept(window: Window, seal: Seal | null, key: string, write: () => string): string {
    if (written?.of !== window || written.seal !== seal?.id) {
      written = { of: window, seal: seal?.id, texts: new Map() }
    }
    const text = written.texts.get(key) ?? write()
    written.texts.set(key, text)
    return text
  }

  function manifest(state: ChannelState, listed: Window, seal: Seal | null): string {
    const { channelId, targetDurationSeconds, lastPublishedAt } = listed
    const { text, anchors: next } = writeManifest({
      channelId,
      targetDurationSeconds,
      media,
      seal,
      slots: numbered(listed),
      said: saidOf(state),
      bitrates: state.bitrates,
      below: LIVE.below,
      cues: state.wish?.cues ?? 'off',
      toStreams: toStreams('dash'),
      live: {
        publishedAt: lastPublishedAt ?? Date.now(),
        known: anchors.known(),
        clock: CLOCK_ADDRESS,
      },
    })
    anchors.keep(next)
    return text
  }

  return {
    of(state, asked) {
      const { broadcast, wish } = state
      if (broadcast === null || wish?.onAir !== true) return null
      const { window } = broadcast
      const text = textOf(state, window, asked)
      if (text === 'unknown' || text === 'encrypted') return text
      const { targetDurationSeconds } = window
      const version = versionOf(window, wish.cues, asked.seal)
      return { text, version, targetDurationSeconds }
    },
  }
}

function multivariant(
  media: MediaReader,
  state: ChannelState,
  { segments }: Window,
  { format, query, seal }: AskedLive,
): string {
  const shapes = media.shapesAs(format)
  const bitrates = bitratesAs(format, state.bitrates)
  const slot = segments.at(-1)
  const variants = slot === undefined ? [] : shapes.variants(slot)
  if (slot === undefined || variants.length === 0) return ''
  const audio = audioMedia(saidOf(state), (name) => shapes.audio(slot, name))
  const { subtitles, asVariant: hasAudioVariant } = saidOf(state)
  const iFrames = seal?.encrypts ? null : iFramesOf(segments, shapes.iFrame)
  const beside = { audio, hasAudioVariant, subtitles }
  return renderMultivariant({ variants, ...beside, bitrates, iFrames, query })
}

/** The slots of a window, with the numbers of their discontinuities. */
function numbered({ discontinuitySequence, segments }: Window): DashSlot[] {
  let discontinuityNumber = discontinuitySequence
  return segments.map((segment) => {
    if (segment.discontinuity) discontinuityNumber++
    return { ...segment, discontinuityNumber }
  })
}

function versionOf(window: Window, cues: CueMode, seal: Seal | null): string {
  const said = cues === 'off' ? [] : [cues]
  return [nextSequence(window), ...said, ...(seal ? [seal.id] : [])].join('-')
}

function saidOf({ wish }: ChannelState): AudioOnAir {
  return wish?.audio ?? NOTHING_SAID
}
