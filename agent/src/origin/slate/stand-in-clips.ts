import { basename } from 'node:path'
import type { ChannelId } from '@cashbacktv/contract'
import { readStreams, readTracks } from '../domain/audio/tables.ts'
import type { SlateClip } from '../domain/slate-clip.ts'
import type { SlateWish } from '../domain/slate-wish.ts'
import { readHead } from '../segments/read-head.ts'
import { readClip } from './read-clip.ts'
import type { SlateLinks } from './slate-links.ts'

/** Clips of other channels, for those that have none yet. */
export type StandIns = {
  /** One without a title, which can be anybody's. */
  offer(form: string | null, clip: SlateClip): void
  /** Has one stand in for a channel; null where it has a clip or there is none of the form. */
  standInFor(channelId: ChannelId, form: string | null): SlateClip | null
  isFor(channelId: ChannelId): boolean
  /** The channel has one of its own shape. */
  relieve(channelId: ChannelId): void
}

/** Tables come first. */
const HEAD_BYTES = 188 * 16

export function keepStandIns(links: Pick<SlateLinks, 'clipOf' | 'lead'>): StandIns {
  const newest = new Map<string, SlateClip>()
  const served = new Set<ChannelId>()
  return {
    offer(form, clip) {
      if (form !== null) newest.set(form, clip)
    },
    standInFor(channelId, form) {
      const clip = form === null ? undefined : newest.get(form)
      if (clip === undefined || links.clipOf(channelId) !== null) return null
      // It may have been removed since, when no channel used it.
      if (readClip(clip.folder) === null) return null
      try {
        links.lead(channelId, basename(clip.folder))
      } catch {
        // No room for the link: what makes the channel's own clip says so.
        return null
      }
      served.add(channelId)
      return clip
    },
    isFor: (channelId) => served.has(channelId),
    relieve: (channelId) => void served.delete(channelId),
  }
}

type FormOf = 'language' | 'segmentSeconds' | 'segments'

/**
 * What clips have in common that can stand in for each other: players take another size behind a
 * discontinuity, but no track more or less, no other codec, no longer segments and no other playlists. Null where it
 * cannot be told.
 */
export function formOf({
  language,
  segmentSeconds,
  segments,
}: Pick<SlateWish, FormOf>): string | null {
  const [first] = segments
  const isLadder = segments.length > 1 || first?.rendition !== null
  const head = first ? readHead(first.path, HEAD_BYTES) : null
  const tracks = head === null ? null : readTracks(head)
  if (!isLadder && tracks === null) return null
  const names = segments.map(({ rendition }) => rendition)
  const audio = isLadder || head === null ? null : (readStreams(head)?.audios[0]?.type ?? null)
  return JSON.stringify([language, segmentSeconds, names, audio, tracks?.video ?? null])
}
