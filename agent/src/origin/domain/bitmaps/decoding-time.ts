/**
 * How much of the one thread that all playlists are published in goes to drawing subtitles that are pictures, in
 * pixels: of all channels together, however many sources ask for how much.
 */
export type DecodingTime = {
  /** For one track. */
  open(): DecodingShare
  /** What is spent for all of them. */
  spend(pixels: number): void
}

export type DecodingShare = {
  /** Whether it may draw what comes next. */
  isItsTurn(): boolean
  spend(pixels: number): void
  close(): void
}

/** Some 3 % of a core; one display set of SD takes half a million, one of HD two. */
export const PIXELS_PER_MS = 8000
/** That is saved up while nobody draws. */
export const MOST_SAVED = 4_000_000
/** What one display set may cost. */
const MOST_OWED = 16_000_000

/** Who was told to wait asks again with each look. */
const STILL_WAITS_MS = 1000

/** Tracks have an equal part each, and of those that wait the one goes first that has drawn the least of its own. */
export function openDecodingTime(now: () => number): DecodingTime {
  const shares = new Set<{ pixels: number; toldToWaitAt: number }>()
  let left = MOST_SAVED
  let countedAt = now()

  function count(): void {
    const more = (now() - countedAt) * PIXELS_PER_MS
    countedAt = now()
    left = Math.min(MOST_SAVED, left + more)
    for (const own of shares) own.pixels = Math.min(MOST_SAVED, own.pixels + more / shares.size)
  }

  function spend(pixels: number): void {
    count()
    left -= pixels
  }

  return {
    open() {
      const own = { pixels: 0, toldToWaitAt: Number.NEGATIVE_INFINITY }
      count()
      shares.add(own)
      return {
        isItsTurn() {
          count()
          const since = now() - STILL_WAITS_MS
          const isNext = [...shares].every(
            ({ pixels, toldToWaitAt }) => toldToWaitAt < since || pixels <= own.pixels,
          )
          const isIts = left > 0 && isNext
          own.toldToWaitAt = isIts ? Number.NEGATIVE_INFINITY : now()
          return isIts
        },
        spend(pixels) {
          spend(pixels)
          own.pixels = Math.max(-MOST_OWED, own.pixels - pixels)
        },
        close: () => void shares.delete(own),
      }
    },
    spend,
  }
}
