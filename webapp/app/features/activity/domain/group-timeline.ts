import type { EventView } from '@cashbacktv/contract'
import { reasonOf } from './event-presentation.ts'

/** What a timeline shows as one. Events are newest first throughout. */
export type TimelineItem<E extends EventView = EventView> =
  | {
      kind: 'one'
      event: E /** The start that this first segment belongs to. */
      start: E | null
    }
  | { kind: 'repeated'; events: E[]; failures: number }

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
    const event = events[at]
    if (!event) break
    const start = startOf(event, events[at + 1])
    items.push({ kind: 'one', event, start })
    at += start ? 2 : 1
  }
  return items
}

/**
 * The same for what happened on all channels: each failure that goes on is one line, where it last
 * happened, whatever other channels did between.
 */
export function foldActivity<E extends EventView>(events: readonly E[]): TimelineItem<E>[] {
  const items: TimelineItem<E>[] = []
  const folded = new Set<E>()
  events.forEach((event, at) => {
    if (folded.has(event)) return
    const own = events.slice(at).filter(({ channelId }) => channelId === event.channelId)
    const streak = event.channelId === null ? [] : failureStreak(own, 0)
    const failures = streak.filter(isFailure).length
    if (failures < MANY) {
      items.push({ kind: 'one', event, start: null })
      return
    }
    items.push({ kind: 'repeated', events: streak, failures })
    for (const member of streak) folded.add(member)
  })
  return items
}

/** Failures of one kind and reason from here on, with the starts and stalls between them. */
function failureStreak<E extends EventView>(events: readonly E[], from: number): E[] {
  const first = events[from]
  if (!first || !isFailure(first)) return []
  const code = codeOf(first)
  let end = from
  for (let at = from; at < events.length; at += 1) {
    const event = events[at]
    if (!event) break
    const same = isFailure(event) && event.kind === first.kind && codeOf(event) === code
    if (!same && event.kind !== 'run-started' && event.kind !== 'stalled') break
    end = at + 1
  }
  return events.slice(from, end)
}

/** A run that ended by itself, or one that was not begun as its source gives nothing. */
export function isFailure({ kind, detail }: EventView): boolean {
  return kind === 'refused' || (kind === 'run-exited' && !detail.asked)
}

function codeOf(event: EventView): string | null {
  return reasonOf(event)?.code ?? null
}

function startOf<E extends EventView>(event: E, older: E | undefined): E | null {
  if (event.kind !== 'first-segment' || older?.kind !== 'run-started') return null
  return older.detail.runId === event.detail.runId ? older : null
}
