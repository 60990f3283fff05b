/** A picture to seek by, as an I-frame playlist lists it. */
export type ListedPicture = {
  /** When it was on air, in milliseconds since 1970. */
  at: number
  address: string
  /** As a request says it. */
  range: string
}

/** What of an I-frame playlist there is to be had, in its order; `base` is its own address. */
export function listedPictures(text: string, base: string): ListedPicture[] {
  const pictures: ListedPicture[] = []
  let at: number | null = null
  let range: string | null = null
  for (const line of text.split('\n')) {
    if (line.startsWith(DATE)) at = Date.parse(line.slice(DATE.length))
    else if (line.startsWith(RANGE)) range = rangeOf(line.slice(RANGE.length))
    else if (line !== '' && !line.startsWith('#')) {
      if (at !== null && range !== null) {
        pictures.push({ at, address: new URL(line, base).href, range })
      }
      at = null
      range = null
    }
  }
  return pictures
}

const DATE = '#EXT-X-PROGRAM-DATE-TIME:'
const RANGE = '#EXT-X-BYTERANGE:'

function rangeOf(value: string): string | null {
  const [, length, offset] = /^(\d+)@(\d+)$/.exec(value) ?? []
  if (length === undefined) return null
  return `bytes=${offset}-${Number(offset) + Number(length) - 1}`
}

/** The one that was shown at an instant, or last before it. */
export function pictureAt(
  pictures: readonly ListedPicture[],
  at: number,
): ListedPicture | undefined {
  return pictures.findLast((picture) => picture.at <= at) ?? pictures[0]
}

/**
 * The I-frame playlist beside another of the same channel, of the same time and for the same viewer. What a player
 * says of itself (CMCD) is of what it plays.
 */
export function picturesBeside(playlist: string): string {
  const { searchParams } = new URL(playlist)
  searchParams.delete('CMCD')
  return new URL(`i-frames.m3u8?${searchParams}`, playlist).href
}
