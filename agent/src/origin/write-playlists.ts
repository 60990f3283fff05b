import type { ChannelState } from './domain/channel/state.ts'
import { renderMultivariant } from './domain/ladder/multivariant.ts'
import { namedPlaylist } from './domain/ladder/named-playlist.ts'
import { sameKind } from './domain/ladder/shape-of.ts'
import { renderPlaylist } from './domain/playlist.ts'
import { nextSequence, type Window } from './domain/window.ts'
import type { ShapeReader } from './read-shapes.ts'

/** What players are sent. The text is empty while nothing is published yet. */
export type PublicPlaylist = { text: string; version: string; targetDurationSeconds: number }

/**
 * The playlists of a channel, each written when it is first asked for. Null off air, `unknown` for
 * a rendition that it has not.
 */
export type Playlists = {
  of(state: ChannelState, name: string): PublicPlaylist | 'unknown' | null
}

export function writePlaylists(shapes: ShapeReader): Playlists {
  let written: { of: Window; texts: Map<string, string> } | null = null

  function textOf(state: ChannelState, window: Window, name: string): string | null {
    if (window.segments.length === 0) return ''
    const listed = sameKind(window)
    const asked = namedPlaylist(name, listed.segments, window.renditions)
    if (asked.kind === 'unknown') return null
    return asked.kind === 'media'
      ? renderPlaylist(listed, asked.rendition)
      : multivariant(state, window)
  }

  function multivariant({ bitrates }: ChannelState, { segments }: Window): string {
    const slot = segments.at(-1)
    const variants = slot === undefined ? [] : shapes.variants(slot)
    if (slot === undefined || variants.length === 0) return ''
    return renderMultivariant({ variants, audio: shapes.audio(slot), bitrates })
  }

  return {
    of(state, name) {
      const { broadcast, wish } = state
      if (broadcast === null || wish?.onAir !== true) return null
      const { window } = broadcast
      if (written?.of !== window) written = { of: window, texts: new Map() }
      const text = written.texts.get(name) ?? textOf(state, window, name)
      if (text === null) return 'unknown'
      written.texts.set(name, text)
      const { targetDurationSeconds } = window
      return { text, version: `${nextSequence(window)}`, targetDurationSeconds }
    },
  }
}
