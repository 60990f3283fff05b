import type { EventView } from '@cashbacktv/contract'

/** What a timeline shows as one. Events are newest first throughout. */
export type TimelineItem =
  | {
      kind: 'one'
      event: EventView /** The start that this first segment belongs to. */
      start: EventView | null
    }
  | { kind: 'repeated'; events: EventView[]; failures: number }

/** Fewer failures in a row than this are shown one by one. */
const MANY = 3

/**
 * Puts together what belongs together: a start with its first segment, and many failures in a row
 * for the same reason, so that an hour of a dead source is one line and not a thousand.
 */
export function groupTimeline(events: readonly EventView[]): TimelineItem[] {
  const items: TimelineItem[] = []
  for (let at = 0; at < events.length; ) {
    const streak = failureStreak(events, at)
    const failures = streak.filter(isFailure).length
    if (failures >= MANY) {
      items.push({ kind: 'repeated', events: streak, failures })
      at += streak.length
      continue
    }
    const event = events[at] as EventView
    const start = startOf(event, events[at + 1])
    items.push({ kind: 'one', event, start })
    at += start ? 2 : 1
  }
  return items
}

/** Failures of one reason from here on, with the starts and stalls between them. */
function failureStreak(events: readonly EventView[], from: number): EventView[] {
  const first = events[from]
  if (!first || !isFailure(first)) return []
  const code = codeOf(first)
  let end = from
  for (let at = from; at < events.length; at += 1) {
    const event = events[at] as EventView
    const same = isFailure(event) && codeOf(event) === code
    if (!same && event.kind !== 'run-started' && event.kind !== 'stalled') break
    end = at + 1
  }
  return events.slice(from, end)
}

function isFailure(event: EventView): boolean {
  return event.kind === 'run-exited' && event.detail.asked === false
}

function codeOf({ detail }: EventView): unknown {
  const { reason } = detail
  return typeof reason === 'object' && reason !== null ? Reflect.get(reason, 'code') : null
}

function startOf(event: EventView, older: EventView | undefined): EventView | null {
  const belongs =
    event.kind === 'first-segment' &&
    older?.kind === 'run-started' &&
    older.detail.runId === event.detail.runId
  return belongs ? older : null
}
