import { randomUUID } from 'node:crypto'
import type { AudioOnAir, CueMode } from '@cashbacktv/contract'
import { packagingOf, toStreams } from '../domain/cmaf/format-of-playlist.ts'
import { renderDvr } from '../domain/dvr/dvr-playlist.ts'
import { type DvrRange, isOver } from '../domain/dvr/dvr-range.ts'
import { type DvrSlot, HOUR_MS, inOrder } from '../domain/dvr/dvr-slot.ts'
import { type NamedPlaylist, namedPlaylist } from '../domain/ladder/named-playlist.ts'
import { beginOfKind } from '../domain/ladder/shape-of.ts'
import type { Seal } from '../domain/playback/seal.ts'
import type { PlaylistName } from '../domain/stream-path.ts'
import type { Window } from '../domain/window.ts'
import type { MediaReader } from '../playlists/read-media.ts'
import type { NoPlaylist, PublicPlaylist } from '../playlists/write-playlists.ts'
import { takeTurns } from '../serve/in-turn.ts'
import { keepMade } from '../serve/keep-made.ts'
import type { Archive } from './archive.ts'
import { gatherSlots } from './gather-slots.ts'
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
export type PastPlaylists = {
  /** Rejects with `TooMuchWaitingError` while too many others are asked for. */
  of(asked: AskedPast): Promise<PublicPlaylist | NoPlaylist | NoPast>
}

/** Of what many viewers ask for at a time, of all channels. */
const MOST_TEXTS_BYTES = 64 * 1024 * 1024
/** The longest take a tenth of a second each. */
const MOST_WAITING = 50

const { patient } = takeTurns({ urgent: 0, patient: MOST_WAITING })
const written = keepMade<string>(patient, {
  mostBytes: MOST_TEXTS_BYTES,
  sizeOf: (text, key) => text.length + key.length,
})

export function pastPlaylists(archive: Archive, media: MediaReader): PastPlaylists {
  const id = randomUUID()

  /** Of a range, and the one before it. */
  function hoursFor({ from, to }: DvrRange): string[] {
    const hours = archive.hoursFor(from, to ?? Number.POSITIVE_INFINITY)
    return [...new Set([...archive.hoursFor(from - HOUR_MS, from), ...hours])]
  }

  function slotsOf({ from, to }: DvrRange): DvrSlot[] | 'too-long' {
    const slots = archive.between(from, to ?? Number.POSITIVE_INFINITY)
    return slots === 'too-long' ? slots : slots.slice(beginOfKind(slots))
  }

  /** An hour, and what of the one before is in the same folder: most slates and breaks are shorter. */
  function beforeThat([first]: readonly DvrSlot[]): DvrSlot[] {
    if (first === undefined) return []
    const at = Date.parse(first.programDateTime)
    const hours = archive.hoursOf({ from: at - HOUR_MS, to: at + 1 })
    const slots = inOrder(hours.flatMap((hour) => archive.ofHour(hour)))
    return slots.filter(({ number }) => number < first.number)
  }

  function textOf({ format, range, ...asked }: AskedPast, of: PastToWrite): string {
    const { channelId, live, query, seal, cues, audio: said } = asked
    const { slots, now, playlist } = of
    if (playlist.kind === 'manifest') {
      return pastManifest({ channelId, media, slots, said, seal, cues })
    }
    if (playlist.kind === 'multivariant') {
      return pastMultivariant({ media, format, slots, query, said, seal })
    }
    const { rendition } = playlist
    const packaging = packagingOf(media, format)
    return renderDvr({
      slots,
      before: beforeThat(slots),
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
    async of(asked) {
      const slots = await gatherSlots(archive, hoursFor(asked.range), () => slotsOf(asked.range))
      if (slots === 'too-long') return slots
      const now = Date.now()
      const version = versionOf(asked, slots, now)
      const targetDurationSeconds = asked.live?.targetDurationSeconds ?? 2
      const playlist = playlistOf(asked, slots, now)
      if (playlist === 'nothing') return { text: '', version, targetDurationSeconds }
      if (typeof playlist === 'string') return playlist
      const isTold = playlist.kind !== 'media'
      const said = isTold ? JSON.stringify(asked.audio) : ''
      // Whatever else is asked for is of no other text.
      const query = playlist.kind === 'multivariant' ? asked.query : ''
      const key = `${id} ${asked.format} ${asked.name} ${query} ${asked.seal?.id} ${version} ${said}`
      const text = await written(key, async () => textOf(asked, { slots, now, playlist }))
      return { text, version, targetDurationSeconds }
    },
  }
}

function versionOf(
  { range, cues }: AskedPast,
  slots: readonly Pick<DvrSlot, 'number'>[],
  now: number,
): string {
  // The same slots have another text once nothing can follow, and for a player that has most of them.
  const form = `${isOver(range, now) ? 'over' : 'open'}${range.skips ? '-part' : ''}${range.skipsRanges ? '-v2' : ''}${cues === 'off' ? '' : `-${cues}`}`
  // By how many: recordings and a budget leave the first and the last, and give up some between them.
  return `${slots[0]?.number ?? 0}-${slots.at(-1)?.number ?? 0}-${slots.length}-${form}`
}

type Writable = Exclude<NamedPlaylist, { kind: 'unknown' }> | { kind: 'manifest' }
type PastToWrite = { slots: readonly DvrSlot[]; now: number; playlist: Writable }

function playlistOf(
  { name, format, range, live, seal }: AskedPast,
  slots: readonly DvrSlot[],
  now: number,
): Writable | NoPlaylist | NoPast | 'nothing' {
  const isEncrypted = seal?.encrypts ?? false
  if (isEncrypted && format !== 'mpeg-ts') return 'encrypted'
  if (format === 'dash' && !isOver(range, now)) return 'goes-on'
  if (slots.length === 0) return 'nothing'
  if (format === 'dash') return { kind: 'manifest' }
  const formerly = live?.renditions ?? []
  const playlist = namedPlaylist(name, slots, { format, formerly, isEncrypted })
  return playlist.kind === 'unknown' ? 'unknown' : playlist
}
