import type { AudioOnAir, CueMode } from '@cashbacktv/contract'
import { LRUCache } from 'lru-cache'
import { packagingOf, toStreams } from '../domain/cmaf/format-of-playlist.ts'
import { renderDvr } from '../domain/dvr/dvr-playlist.ts'
import { type DvrRange, isOver } from '../domain/dvr/dvr-range.ts'
import type { DvrSlot } from '../domain/dvr/dvr-slot.ts'
import { LEADING_ON, namedPlaylist } from '../domain/ladder/named-playlist.ts'
import { beginOfKind } from '../domain/ladder/shape-of.ts'
import type { Seal } from '../domain/playback/seal.ts'
import type { PlaylistName } from '../domain/stream-path.ts'
import type { Window } from '../domain/window.ts'
import type { MediaReader } from '../playlists/read-media.ts'
import type { NoPlaylist, PublicPlaylist } from '../playlists/write-playlists.ts'
import type { Archive } from './archive.ts'
import { pastManifest, pastMultivariant } from './past-multivariant.ts'

export type AskedPast = PlaylistName & {
  channelId: Window['channelId']
  /** The live window; null off air. */
  live: Window | null
  range: DvrRange
  /** The range as it was asked for, for the playlists that a multivariant one leads to. */
  query: string
  /** Of a channel that not everyone may watch. */
  seal: Seal | null
  /** What is said of breaks. */
  cues: CueMode
  /** What is said of its audio. */
  audio: AudioOnAir
}

/** Why there is none: too much is asked for at a time, or DASH of what goes on. */
export type NoPast = 'too-long' | 'goes-on'
/** Playlists of what a channel has shown. */
export type PastPlaylists = { of(asked: AskedPast): PublicPlaylist | NoPlaylist | NoPast }

/** Of what many viewers ask for at a time. */
const MOST_TEXTS_BYTES = 32 * 1024 * 1024

export function pastPlaylists(archive: Archive, media: MediaReader): PastPlaylists {
  const texts = new LRUCache<string, string>({
    maxSize: MOST_TEXTS_BYTES,
    sizeCalculation: (text) => text.length + 1,
  })

  function slotsOf({ from, to }: DvrRange): DvrSlot[] | 'too-long' {
    const slots = archive.between(from, to ?? Number.POSITIVE_INFINITY)
    return slots === 'too-long' ? slots : slots.slice(beginOfKind(slots))
  }

  function textOf(
    { name, format, range, ...asked }: AskedPast,
    slots: readonly DvrSlot[],
    now: number,
  ): string | NoPlaylist | NoPast {
    const { channelId, live, query, seal, cues, audio: said } = asked
    const isEncrypted = seal?.encrypts ?? false
    if (isEncrypted && format !== 'mpeg-ts') return 'encrypted'
    if (format === 'dash' && !isOver(range, now)) return 'goes-on'
    if (slots.length === 0) return ''
    if (format === 'dash') return pastManifest({ channelId, media, slots, said, seal, cues })
    const formerly = live?.renditions ?? []
    const playlist = namedPlaylist(name, slots, { format, formerly, isEncrypted })
    if (playlist.kind === 'unknown') return 'unknown'
    if (playlist.kind === 'multivariant') {
      return pastMultivariant({ media, format, slots, query, said, seal })
    }
    const { rendition } = playlist
    const packaging = packagingOf(media, format)
    return renderDvr({
      slots,
      range,
      live,
      channelId,
      rendition,
      seal,
      cues,
      now,
      packaging,
      toStreams: toStreams(format),
    })
  }

  return {
    of(asked) {
      const slots = slotsOf(asked.range)
      if (slots === 'too-long') return slots
      const [first, last] = [slots[0], slots.at(-1)]
      const now = Date.now()
      // The same slots have another text once nothing can follow, and for a player that has most of them.
      const form = `${isOver(asked.range, now) ? 'over' : 'open'}${asked.range.skips ? '-part' : ''}${asked.cues === 'off' ? '' : `-${asked.cues}`}`
      // By how many: recordings and a budget leave the first and the last, and give up some between them.
      const version = `${first?.number ?? 0}-${last?.number ?? 0}-${slots.length}-${form}`
      const isTold = LEADING_ON.includes(asked.name) || asked.format === 'dash'
      const said = isTold ? JSON.stringify(asked.audio) : ''
      const key = `${asked.format} ${asked.name} ${asked.query} ${asked.seal?.id} ${version} ${said}`
      const text = texts.get(key) ?? textOf(asked, slots, now)
      if (isReason(text)) return text
      texts.set(key, text)
      const targetDurationSeconds = asked.live?.targetDurationSeconds ?? 2
      return { text, version, targetDurationSeconds }
    },
  }
}

const REASONS: readonly string[] = ['unknown', 'encrypted', 'too-long', 'goes-on'] satisfies (
  | NoPlaylist
  | NoPast
)[]

function isReason(text: string): text is NoPlaylist | NoPast {
  return REASONS.includes(text)
}
