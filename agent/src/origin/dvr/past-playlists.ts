import type { AudioOnAir, CueMode } from '@cashbacktv/contract'
import { LRUCache } from 'lru-cache'
import { renderDvr } from '../domain/dvr/dvr-playlist.ts'
import { type DvrRange, isOver } from '../domain/dvr/dvr-range.ts'
import type { DvrSlot } from '../domain/dvr/dvr-slot.ts'
import { LEADING_ON, namedPlaylist } from '../domain/ladder/named-playlist.ts'
import { beginOfKind } from '../domain/ladder/shape-of.ts'
import type { Seal } from '../domain/playback/seal.ts'
import type { Window } from '../domain/window.ts'
import type { ShapeReader } from '../read-shapes.ts'
import type { PublicPlaylist } from '../write-playlists.ts'
import type { Archive } from './archive.ts'
import { pastMultivariant } from './past-multivariant.ts'

export type AskedPast = {
  channelId: Window['channelId']
  /** The live window; null off air. */
  live: Window | null
  name: string
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

/** Playlists of what a channel has shown; `unknown` where it has no such rendition. */
export type PastPlaylists = { of(asked: AskedPast): PublicPlaylist | 'unknown' | 'too-long' }

/** Of what many viewers ask for at a time. */
const MOST_TEXTS_BYTES = 32 * 1024 * 1024

export function pastPlaylists(archive: Archive, shapes: ShapeReader): PastPlaylists {
  const texts = new LRUCache<string, string>({
    maxSize: MOST_TEXTS_BYTES,
    sizeCalculation: (text) => text.length + 1,
  })

  function slotsOf({ from, to }: DvrRange): DvrSlot[] | 'too-long' {
    const slots = archive.between(from, to ?? Number.POSITIVE_INFINITY)
    return slots === 'too-long' ? slots : slots.slice(beginOfKind(slots))
  }

  function textOf(
    { name, range, ...asked }: AskedPast,
    slots: readonly DvrSlot[],
    now: number,
  ): string | null {
    const last = slots.at(-1)
    if (last === undefined) return ''
    const { channelId, live, query, seal, cues } = asked
    const formerly = live?.renditions ?? []
    const isEncrypted = seal?.encrypts ?? false
    const playlist = namedPlaylist(name, slots, { formerly, isEncrypted })
    if (playlist.kind === 'unknown') return null
    if (playlist.kind === 'multivariant') {
      return pastMultivariant({ shapes, slots, query, said: asked.audio, seal })
    }
    const { rendition } = playlist
    return renderDvr({ slots, range, live, channelId, rendition, seal, cues, now })
  }

  return {
    of(asked) {
      const slots = slotsOf(asked.range)
      if (slots === 'too-long') return slots
      const [first, last] = [slots[0], slots.at(-1)]
      const now = Date.now()
      // The same slots have another text once nothing can follow, and for a player that has most of them.
      const form = `${isOver(asked.range, now) ? 'over' : 'open'}${asked.range.skips ? '-part' : ''}${asked.cues === 'off' ? '' : `-${asked.cues}`}`
      const version = `${first?.number ?? 0}-${last?.number ?? 0}-${form}`
      const said = LEADING_ON.includes(asked.name) ? JSON.stringify(asked.audio) : ''
      const key = `${asked.name} ${asked.query} ${asked.seal?.id} ${version} ${said}`
      const text = texts.get(key) ?? textOf(asked, slots, now)
      if (text === null) return 'unknown'
      texts.set(key, text)
      const targetDurationSeconds = asked.live?.targetDurationSeconds ?? 2
      return { text, version, targetDurationSeconds }
    },
  }
}
