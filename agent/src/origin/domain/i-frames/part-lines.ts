import type { PublishedSegment } from '@cashbacktv/contract'
import { runOf } from '../ladder/slot-files.ts'

/**
 * What a playlist says of the part of a segment that is its first picture. The tables are named apart, once
 * for all pictures that are decoded by them: players look for them there, or else before the part (RFC 8216
 * 4.3.3.6), which itself begins with them, so that it can be read without anything else.
 */
export function partLines(): (
  segment: Pick<PublishedSegment, 'path' | 'iFrame'>,
  uri: string,
) => string[] {
  let said: string | null = null
  return ({ path, iFrame }, uri) => {
    if (iFrame === undefined) return []
    const { rendition = '', offset, length, tablesLength } = iFrame
    const part = `#EXT-X-BYTERANGE:${length}@${offset}`
    const tablesOf = `${rendition} ${runOf(path)}`
    if (said === tablesOf) return [part]
    said = tablesOf
    return [`#EXT-X-MAP:URI="${uri}",BYTERANGE="${tablesLength}@${offset}"`, part]
  }
}
