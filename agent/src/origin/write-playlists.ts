import type { AudioOnAir, CueMode } from '@cashbacktv/contract'
import type { ChannelState } from './domain/channel/state.ts'
import { iFramesOf } from './domain/i-frames/i-frames-of.ts'
import { audioMedia, furtherNames, NOTHING_SAID } from './domain/ladder/audio-media.ts'
import { renderMultivariant } from './domain/ladder/multivariant.ts'
import { namedPlaylist } from './domain/ladder/named-playlist.ts'
import { sameKind } from './domain/ladder/shape-of.ts'
import type { Seal } from './domain/playback/seal.ts'
import { LIVE, renderPlaylist } from './domain/playlist.ts'
import { nextSequence, type Window } from './domain/window.ts'
import type { ShapeReader } from './read-shapes.ts'

/** What players are sent. The text is empty while nothing is published yet. */
export type PublicPlaylist = { text: string; version: string; targetDurationSeconds: number }

export type AskedLive = {
  name: string
  /** Of a channel that not everyone may watch. */
  seal: Seal | null
  /** What the playlists are asked for with that a multivariant one leads to. */
  query: string
}

/**
 * The playlists of a channel, each written when it is first asked for. Null off air, `unknown` for
 * a rendition that it has not.
 */
export type Playlists = {
  of(state: ChannelState, asked: AskedLive): PublicPlaylist | 'unknown' | null
}

export function writePlaylists(shapes: ShapeReader): Playlists {
  let written: { of: Window; seal: string | undefined; texts: Map<string, string> } | null = null

  function textOf(state: ChannelState, window: Window, asked: AskedLive): string | null {
    const { name, seal, query } = asked
    const cues = state.wish?.cues ?? 'off'
    if (window.segments.length === 0) return ''
    const listed = sameKind(window)
    const formerly = [...(window.renditions ?? []), ...furtherNames(saidOf(state))]
    const isEncrypted = seal?.encrypts ?? false
    const named = namedPlaylist(name, listed.segments, { formerly, isEncrypted })
    if (named.kind === 'unknown') return null
    if (named.kind === 'media') {
      return kept(window, seal, `${name} ${cues}`, () =>
        renderPlaylist(listed, named.rendition, { ...LIVE, seal, cues }),
      )
    }
    // It leads on by the viewer's own query.
    return kept(window, seal, `${name}?${query}`, () => multivariant(state, listed, asked))
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

  function multivariant(
    state: ChannelState,
    { segments }: Window,
    { query, seal }: AskedLive,
  ): string {
    const { bitrates } = state
    const slot = segments.at(-1)
    const variants = slot === undefined ? [] : shapes.variants(slot)
    if (slot === undefined || variants.length === 0) return ''
    const audio = audioMedia(saidOf(state), (name) => shapes.audio(slot, name))
    const { subtitles } = saidOf(state)
    const iFrames = seal?.encrypts ? null : iFramesOf(segments, shapes.iFrame)
    return renderMultivariant({ variants, audio, subtitles, bitrates, iFrames, query })
  }

  return {
    of(state, asked) {
      const { broadcast, wish } = state
      if (broadcast === null || wish?.onAir !== true) return null
      const { window } = broadcast
      const text = textOf(state, window, asked)
      if (text === null) return 'unknown'
      const { targetDurationSeconds } = window
      const version = versionOf(window, wish.cues, asked.seal)
      return { text, version, targetDurationSeconds }
    },
  }
}

function versionOf(window: Window, cues: CueMode, seal: Seal | null): string {
  const said = cues === 'off' ? [] : [cues]
  return [nextSequence(window), ...said, ...(seal ? [seal.id] : [])].join('-')
}

function saidOf({ wish }: ChannelState): AudioOnAir {
  return wish?.audio ?? NOTHING_SAID
}
