import type { PublishedSegment } from '@cashbacktv/contract'
import { PLAIN_TRACKS } from '../cmaf/packaged-slot.ts'
import type { StreamFormat } from '../stream-path.ts'
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
type NamedOptions = { format?: StreamFormat; formerly?: readonly string[]; isEncrypted?: boolean }

/**
 * What a name leads to among slots that are all of one kind, live or past. `formerly` has the names of
 * renditions beside theirs that players may hold on to. Of segments that are encrypted as a whole no
 * part can be had for itself.
 */
export function namedPlaylist(
  name: string,
  slots: readonly Named[],
  { format = 'mpeg-ts', formerly = [], isEncrypted = false }: NamedOptions = {},
): NamedPlaylist {
  const isLadder = isLadderSlot(slots.at(-1))
  const isCmaf = format === 'cmaf'
  if (name === MULTIVARIANT || (name === INDEX && (isLadder || isCmaf))) {
    return { kind: 'multivariant' }
  }
  if (isCmaf && !isLadder) return mediaWhere(PLAIN_TRACKS.includes(name), name)
  if (name === INDEX) return { kind: 'media', rendition: null }
  if (name === I_FRAMES) {
    return mediaWhere(!(isCmaf || isEncrypted) && slots.some(hasIFrame), name)
  }
  const isKnown = isLadder && (slots.some((slot) => holds(slot, name)) || formerly.includes(name))
  return mediaWhere(isKnown, name)
}

function mediaWhere(isThere: boolean, rendition: string): NamedPlaylist {
  return isThere ? { kind: 'media', rendition } : { kind: 'unknown' }
}

function hasIFrame({ iFrame }: Named): boolean {
  return iFrame !== undefined
}

function holds({ ladder }: Named, name: string): boolean {
  if (ladder === undefined) return false
  const all = [...ladder.renditions, ...audioIn(ladder), ...(ladder.subtitles ?? [])]
  return all.some((one) => one.name === name)
}
