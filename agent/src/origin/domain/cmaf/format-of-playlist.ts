import type { Bitrates } from '../ladder/bitrates.ts'
import { INDEX } from '../ladder/named-playlist.ts'
import type { StreamFormat } from '../stream-path.ts'
import { type Packaging, VIDEO } from './packaged-slot.ts'

/** The way to `/streams/` from the playlists of a channel: those of CMAF are in a folder of their own. */
export function toStreams(format: StreamFormat, toPlaylists = '../'): string {
  return format === 'cmaf' ? `../${toPlaylists}` : toPlaylists
}

/** What is to be had of segments; absent where they are listed as they are. */
export function packagingOf(
  { starts }: { starts: Packaging },
  format: StreamFormat,
): Packaging | undefined {
  return format === 'mpeg-ts' ? undefined : starts
}

/** A channel without a ladder has its picture in a playlist of another name than that of its segments; they are measured as a whole. */
export function bitratesAs(format: StreamFormat, bitrates: Bitrates): Bitrates {
  const whole = bitrates.get(INDEX)
  if (format === 'mpeg-ts' || whole === undefined) return bitrates
  return new Map(bitrates).set(VIDEO, whole)
}
