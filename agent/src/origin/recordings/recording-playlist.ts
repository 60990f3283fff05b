import type { AudioOnAir, RecordingSpec } from '@cashbacktv/contract'
import { packagingOf, toStreams } from '../domain/cmaf/format-of-playlist.ts'
import { renderDvr } from '../domain/dvr/dvr-playlist.ts'
import { type DvrRange, isTooLong } from '../domain/dvr/dvr-range.ts'
import { type DvrSlot, inOrder } from '../domain/dvr/dvr-slot.ts'
import { namedPlaylist } from '../domain/ladder/named-playlist.ts'
import type { Seal } from '../domain/playback/seal.ts'
import { exportable } from '../domain/recordings/export-plan.ts'
import { type ListForm, recorded, renumbered, spanOf } from '../domain/recordings/recorded-slots.ts'
import type { PlaylistName } from '../domain/stream-path.ts'
import type { Archives } from '../dvr/archives.ts'
import { gatherSlots } from '../dvr/gather-slots.ts'
import { pastManifest, pastMultivariant } from '../dvr/past-multivariant.ts'
import { readMedia } from '../playlists/read-media.ts'

/** From `/streams/_/<channelId>/recordings/<key>/`. */
const TO_STREAMS = '../../../../'

/**
 * Slots that are recorded, of a range where one is given; null where these are too many to be listed. Rejects with
 * `TooMuchWaitingError`.
 */
export async function recordedSlots(
  archives: Archives,
  spec: RecordingSpec,
  range: DvrRange | null,
  now: number,
): Promise<DvrSlot[] | null> {
  const { from, to } = spanOf(spec, now)
  const span = { from: Math.max(from, range?.from ?? from), to: Math.min(to, range?.to ?? to) }
  const archive = archives.of(spec.channelId)
  const hours = archive.hoursOf(span)
  if (isTooLong(span, hours, now)) return null
  return gatherSlots(archive, hours, () =>
    inOrder(hours.flatMap((hour) => recorded(archive.ofHour(hour), span))),
  )
}

export type AskedRecording = PlaylistName & {
  spec: RecordingSpec
  /** The range, for the playlists that a multivariant one leads to. */
  query: string
  /** How it goes on. */
  form: ListForm
  slots: readonly DvrSlot[]
  /** Folder of what is kept of the channel. */
  folder: string
  seal: Seal | null
  audio: AudioOnAir
  now: number
}

/** A playlist of a recording; empty where there is none of that name, or in that format while it goes on. */
export function recordingPlaylist(asked: AskedRecording): string {
  const { spec, name, format, query, form, seal, now, audio: said } = asked
  const slots = exportable(form === 'sliding' ? asked.slots : renumbered(asked.slots))
  const isEncrypted = seal?.encrypts ?? false
  const media = readMedia(asked.folder)
  if (isEncrypted && format !== 'mpeg-ts') return ''
  if (format === 'dash') {
    if (form !== 'over') return ''
    const { channelId } = spec
    const cues = 'daterange'
    return pastManifest({ channelId, media, slots, said, seal, cues, toStreams: TO_STREAMS })
  }
  const named = namedPlaylist(name, slots, { format, isEncrypted })
  if (named.kind === 'unknown') return ''
  if (named.kind === 'multivariant') {
    return pastMultivariant({ media, format, slots, query, said, seal })
  }
  return renderDvr({
    slots,
    live: null,
    channelId: spec.channelId,
    rendition: named.rendition,
    now,
    seal,
    cues: 'daterange',
    packaging: packagingOf(media, format),
    toStreams: toStreams(format, TO_STREAMS),
    range: { from: 0, to: form === 'over' ? now : null, skips: false },
  })
}
