/** What a player knows of a slot: seconds on its own time, and when it was on air in ms since 1970. */
export type PastSlot = {
  start: number
  duration: number
  programDateTime: number | null
  /** Of the discontinuity that it follows. */
  cc: number
  /** Nothing is kept of it. */
  gap?: boolean | undefined
}

/** In milliseconds since 1970; `to` is null of what may go on. */
export type PastSpan = { from: number; to: number | null }

export type MarkKind = 'slate' | 'gap' | 'seam' | 'incident'

/** `left` and `width` in percent of what can be gone back to; a seam has no width. */
export type PastMark = { kind: MarkKind; from: number; to: number; left: number; width: number }

/** Where something was on air: dates and the time of the player go on from one slot to the next. */
export type PastTimeline = {
  from: number
  to: number
  slots: readonly PastSlot[]
  slates: readonly PastSpan[]
}

/** More of them than can be told apart on any screen. */
const MOST_SEAMS = 100
/** Dates of slots are rounded. */
const ROUNDING_MS = 50

/** What a player was told of the past; null where that is without dates. */
export function timelineOf(
  slots: readonly PastSlot[],
  slates: readonly PastSpan[],
): PastTimeline | null {
  const [first, last] = [slots[0], slots.at(-1)]
  if (first?.programDateTime == null || last?.programDateTime == null) return null
  const to = last.programDateTime + last.duration * 1000
  return { from: first.programDateTime, to, slots, slates: joined(slates) }
}

/**
 * Each stretch once. Of a slate of hours a player may have been told under more than one name, as the
 * begin of the playlist moves on: of the older one it never hears the end.
 */
function joined(spans: readonly PastSpan[]): PastSpan[] {
  const found: PastSpan[] = []
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = found.at(-1)
    if (last === undefined || span.from > (last.to ?? span.from) + ROUNDING_MS) {
      found.push({ ...span })
    } else {
      last.to = span.to === null ? null : Math.max(last.to ?? span.to, span.to)
    }
  }
  return found
}

/** What happened to the picture, and the incidents, in the order of time. */
export function marksOf(timeline: PastTimeline, incidents: readonly PastSpan[]): PastMark[] {
  const { from, to, slots, slates } = timeline
  const place = (kind: MarkKind, span: PastSpan): PastMark[] => {
    const [begin, end] = [Math.max(from, span.from), Math.min(to, span.to ?? to)]
    if (begin > end) return []
    const [left, width] = [percent(begin - from, to - from), percent(end - begin, to - from)]
    return [{ kind, from: begin, to: end, left, width }]
  }
  const marks = [
    ...slates.flatMap((span) => place('slate', span)),
    ...gapsOf(slots).flatMap((span) => place('gap', span)),
    ...seamsOf(slots, slates).flatMap((at) => place('seam', { from: at, to: at })),
    ...incidents.flatMap((span) => place('incident', span)),
  ]
  return marks.toSorted((a, b) => a.from - b.from)
}

/** The time of the player at which an instant was on air. */
export function playerTime({ slots }: PastTimeline, at: number): number {
  const slot =
    slots.findLast(({ programDateTime }) => (programDateTime ?? at + 1) <= at) ?? slots[0]
  if (slot?.programDateTime == null) return 0
  const into = Math.max(0, (at - slot.programDateTime) / 1000)
  return slot.start + Math.min(into, slot.duration)
}

function gapsOf(slots: readonly PastSlot[]): PastSpan[] {
  const gaps: { from: number; to: number }[] = []
  for (const [at, { gap, programDateTime, duration }] of slots.entries()) {
    if (!gap || programDateTime === null) continue
    const to = programDateTime + duration * 1000
    const last = gaps.at(-1)
    if (last !== undefined && slots[at - 1]?.gap) last.to = to
    else gaps.push({ from: programDateTime, to })
  }
  return gaps
}

/** Where another process goes on; a slate begins, ends and repeats with one too, and is shown as what it is. */
function seamsOf(slots: readonly PastSlot[], slates: readonly PastSpan[]): number[] {
  const isOfSlate = ({ programDateTime }: PastSlot) => {
    const at = (programDateTime ?? 0) + ROUNDING_MS
    return slates.some(({ from, to }) => at > from && (to === null || at < to))
  }
  return slots
    .flatMap((slot, at) => {
      const before = slots[at - 1]
      if (before === undefined || before.cc === slot.cc || slot.programDateTime === null) return []
      return isOfSlate(slot) || isOfSlate(before) ? [] : [slot.programDateTime]
    })
    .slice(-MOST_SEAMS)
}

function percent(part: number, whole: number): number {
  return whole <= 0 ? 0 : Math.round((part / whole) * 10_000) / 100
}
