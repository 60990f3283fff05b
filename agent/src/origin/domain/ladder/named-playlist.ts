import type { PublishedSegment } from '@cashbacktv/contract'
import { isLadderSlot } from './shape-of.ts'
import { audioIn } from './slot-files.ts'

/** The playlist that viewers are given: of a ladder, the multivariant one. */
export const INDEX = 'index'
/** The multivariant one of any channel. No rendition has a name with a hyphen. */
export const MULTIVARIANT = 'multi-variant'
/** Those that may lead to others. */
export const LEADING_ON: readonly string[] = [INDEX, MULTIVARIANT]
/** Of pictures to seek by. */
export const I_FRAMES = 'i-frames'

/** What a playlist lists: other playlists, or the segments of a rendition, of a channel that has one, or pictures of them. */
export type NamedPlaylist =
  | { kind: 'multivariant' }
  | { kind: 'media'; rendition: string | null }
  | { kind: 'unknown' }

type Named = Pick<PublishedSegment, 'ladder' | 'iFrame'>

/**
 * What a name leads to among slots that are all of one kind, live or past. `formerly` has the names of
 * renditions beside theirs that players may hold on to. Of segments that are encrypted as a whole no
 * part can be had for itself.
 */
export function namedPlaylist(
  name: string,
  slots: readonly Named[],
  {
    formerly = [],
    isEncrypted = false,
  }: { formerly?: readonly string[]; isEncrypted?: boolean } = {},
): NamedPlaylist {
  const isLadder = isLadderSlot(slots.at(-1))
  if (name === MULTIVARIANT || (name === INDEX && isLadder)) return { kind: 'multivariant' }
  if (name === INDEX) return { kind: 'media', rendition: null }
  if (name === I_FRAMES) {
    const isThere = !isEncrypted && slots.some(({ iFrame }) => iFrame !== undefined)
    return isThere ? { kind: 'media', rendition: I_FRAMES } : { kind: 'unknown' }
  }
  const isThere = ({ ladder }: Named) =>
    ladder !== undefined &&
    [...ladder.renditions, ...audioIn(ladder), ...(ladder.subtitles ?? [])].some(
      (one) => one.name === name,
    )
  const isKnown = isLadder && (slots.some(isThere) || formerly.includes(name))
  return isKnown ? { kind: 'media', rendition: name } : { kind: 'unknown' }
}
