import { TICKS } from '../../../domain/transport-stream/clock.ts'
import type { SeenPage, SeenRow } from '../teletext/follow-page.ts'

/** Text over a span, in ticks. */
export type CuePiece = { from: number; to: number; rows: readonly SeenRow[] }

type Cue = {
  from: number
  /** Null while it is seen. */
  to: number | null
  /** When it was last sent. */
  sentAt: number
  rows: readonly SeenRow[]
  /** Up to where slots have it. */
  told: number
}

/**
 * What is sent once and never taken away, as by a source that has lost its teletext, is not seen for
 * longer than that.
 */
const LONGEST_TICKS = 30 * TICKS
/** WebVTT counts milliseconds. */
const LEAST_TICKS = TICKS / 1000
/** Of a hostile source. */
const MOST_CUES = 500

/**
 * Subtitles of one run and which slots have what of them. Each moment of a cue is told once: a slot has
 * the part that lies in it, and of what came too late for the slots before, these parts too.
 */
export type Timeline = {
  note(page: SeenPage): void
  /** What is to be told by a slot that begins and ends then; the first one begins with its begin. */
  tell(from: number, to: number): CuePiece[]
}

export function openTimeline(): Timeline {
  let cues: Cue[] = []
  let floor: number | null = null

  function note({ at: saidAt, rows }: SeenPage): void {
    const last = cues.at(-1)
    // Text never comes before what came before it.
    const at = Math.max(saidAt, last?.to ?? last?.from ?? saidAt)
    const isSeen = last !== undefined && (last.to === null || last.to === at)
    if (isSeen && isSame(last.rows, rows)) {
      const isLong = at - last.sentAt > LONGEST_TICKS
      Object.assign(last, { to: null, sentAt: at, ...(isLong ? { told: at } : {}) })
      return
    }
    // More of a page that has begun to come.
    if (last?.to === null && at === last.from) {
      last.rows = rows
      return
    }
    if (last?.to === null) last.to = at
    // Slots may have had what was seen before for longer than it was.
    const told = Math.max(at, last?.told ?? at)
    if (rows.length > 0) cues.push({ from: at, to: null, sentAt: at, rows, told })
    cues = cues.slice(-MOST_CUES)
  }

  return {
    note,
    tell(from, to) {
      floor ??= from
      const least = floor
      const pieces = cues.flatMap((cue) => {
        const begin = Math.max(cue.told, least)
        const end = Math.min(cue.to ?? to, cue.sentAt + LONGEST_TICKS, to)
        if (end - begin < LEAST_TICKS) return []
        cue.told = end
        return cue.rows.length === 0 ? [] : [{ from: begin, to: end, rows: cue.rows }]
      })
      // The last may come again.
      cues = cues.filter(
        (cue, at) => at === cues.length - 1 || cue.to === null || cue.told < cue.to,
      )
      return pieces
    },
  }
}

function isSame(one: readonly SeenRow[], other: readonly SeenRow[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ row, text }, at) => other[at]?.row === row && other[at]?.text === text)
  )
}
