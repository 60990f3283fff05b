import type { PublishedSegment } from '@cashbacktv/contract'
import { isLadderSlot } from './shape-of.ts'
import { audioIn } from './slot-files.ts'

/** The playlist that viewers are given: of a ladder, the multivariant one. */
export const INDEX = 'index'

/** What a playlist lists: other playlists, the segments of a rendition, or those of a channel that has one. */
export type NamedPlaylist =
  | { kind: 'multivariant' }
  | { kind: 'media'; rendition: string | null }
  | { kind: 'unknown' }

/**
 * What a name leads to among slots that are all of one kind, live or past. `formerly` has the names of
 * renditions beside theirs that players may hold on to.
 */
export function namedPlaylist(
  name: string,
  slots: readonly Pick<PublishedSegment, 'ladder'>[],
  formerly: readonly string[] = [],
): NamedPlaylist {
  const isLadder = isLadderSlot(slots.at(-1))
  if (name === INDEX)
    return isLadder ? { kind: 'multivariant' } : { kind: 'media', rendition: null }
  const isThere = ({ ladder }: Pick<PublishedSegment, 'ladder'>) =>
    ladder !== undefined &&
    [...ladder.renditions, ...audioIn(ladder), ...(ladder.subtitles ?? [])].some(
      (one) => one.name === name,
    )
  const isKnown = isLadder && (slots.some(isThere) || formerly.includes(name))
  return isKnown ? { kind: 'media', rendition: name } : { kind: 'unknown' }
}
