import { type DvrSlot, HOUR_MS } from '../dvr/dvr-slot.ts'
import type { Span } from '../dvr/pins.ts'

/** What a stretch of slots comes to. Stretches that follow each other are joined. */
export type Figures = {
  /** When it begins and ends, in milliseconds since 1970; null where there is nothing. */
  begin: number | null
  end: number | null
  seconds: number
  bytes: number
  seams: number
  gaps: number
  missingSeconds: number
}

export const NOTHING: Figures = {
  begin: null,
  end: null,
  seconds: 0,
  bytes: 0,
  seams: 0,
  gaps: 0,
  missingSeconds: 0,
}

/** Clocks of encoders and of the wall part by so much without anything being missing. */
export const LEAST_GAP_MS = 1500

export function figuresOf(slots: readonly DvrSlot[]): Figures {
  return slots.reduce((all, slot) => joined(all, figuresOfSlot(slot)), NOTHING)
}

function figuresOfSlot(slot: DvrSlot): Figures {
  const begin = Date.parse(slot.programDateTime)
  const end = begin + slot.durationSeconds * 1000
  const seams = slot.discontinuity ? 1 : 0
  if (slot.isMissing) return { ...NOTHING, seams }
  return { ...NOTHING, begin, end, seams, seconds: slot.durationSeconds, bytes: slot.bytes ?? 0 }
}

export function joined(a: Figures, b: Figures): Figures {
  const lost = a.end === null || b.begin === null ? 0 : b.begin - a.end
  const gap = lost > LEAST_GAP_MS ? 1 : 0
  return {
    begin: a.begin ?? b.begin,
    end: b.end ?? a.end,
    seconds: a.seconds + b.seconds,
    bytes: a.bytes + b.bytes,
    seams: a.seams + b.seams,
    gaps: a.gaps + b.gaps + gap,
    missingSeconds: a.missingSeconds + b.missingSeconds + (gap * lost) / 1000,
  }
}

/** With what is missing before the first slot and after the last; `until` is as far as it could go by now. */
export function withEdges(figures: Figures, { from, to: until }: Span): Figures {
  const { begin, end } = figures
  if (begin === null || end === null) return figures
  const edges = [begin - from, until - end].filter((lost) => lost > LEAST_GAP_MS)
  const missing = edges.reduce((all, lost) => all + lost, 0) / 1000
  return {
    ...figures,
    gaps: figures.gaps + edges.length,
    missingSeconds: figures.missingSeconds + missing,
  }
}

/** So long after an hour nothing of it comes any more, and nothing of it changes. */
const SETTLED_MS = 120_000

export function isSettled(begin: number, now: number): boolean {
  return now > begin + HOUR_MS + SETTLED_MS
}
