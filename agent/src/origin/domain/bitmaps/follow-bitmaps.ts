import { openBitmapPage } from './bitmap-page.ts'
import type { Budget } from './draw-object.ts'
import { type DvbSegment, END, PAGE, readSegments } from './read-segments.ts'
import type { TextPicture } from './text-picture.ts'

/** What is seen from a time on: letters as a picture, or null where there are none. */
export type DisplaySet = {
  /** Ticks; null where the source said none. */
  pts: number | null
  /** Seconds after which it goes, if nothing follows. */
  timeoutSeconds: number
  picture: TextPicture | null
}

/** Follows one service of subtitles that are pictures (EN 300 743). Never throws, whatever it is fed. */
export type BitmapFollower = {
  /** Takes the data of PES packets that came at once, in their order, as far as the budget goes. */
  take(units: readonly { pts: number | null; data: Buffer }[], budget?: Budget): DisplaySet[]
}

/** That are filled, drawn and put together at once: a display set that fills a picture of HD, or some of a few lines. */
export const MOST_PIXELS_AT_ONCE = 16_000_000
const MOST_SETS_AT_ONCE = 64

/** Of a track with several services it is the one that comes first. */
export function followBitmaps(): BitmapFollower {
  const page = openBitmapPage()
  let own: number | null = null
  /** Other services of the track. What has no page of its own is shared by all. */
  const others = new Set<number>()
  let budget: Budget = { pixels: 0 }
  /** Whether the source says where its display sets end, as all should. */
  let saysEnd = false
  /** Something has come of a display set that has not ended. */
  let isOpen = false

  function take(segment: DvbSegment): void {
    const { type, page: of } = segment
    if (type === PAGE) own ??= of
    if (type === PAGE && of !== own) others.add(of)
    if (others.has(of) || budget.pixels <= 0) return
    isOpen ||= own !== null
    page.take(segment, budget)
  }

  function composed(pts: number | null): DisplaySet[] {
    if (!isOpen) return []
    isOpen = false
    return [{ pts, timeoutSeconds: page.timeoutSeconds(), picture: page.compose(budget) }]
  }

  function setsOf(pts: number | null, segments: readonly DvbSegment[]): DisplaySet[] {
    const sets = segments.flatMap((segment) => {
      if (segment.type !== END) take(segment)
      else if (!others.has(segment.page)) {
        saysEnd = true
        return composed(pts)
      }
      return []
    })
    return saysEnd ? sets : [...sets, ...composed(pts)]
  }

  return {
    take(units, most = { pixels: MOST_PIXELS_AT_ONCE }) {
      budget = most
      const sets = units.flatMap(({ pts, data }) => setsOf(pts, readSegments(data)))
      return sets.slice(-MOST_SETS_AT_ONCE)
    },
  }
}
