import { type ActivityIncident, type EventView, isEventKind } from '@cashbacktv/contract'
import { foldActivity, type TimelineItem } from './group-timeline.ts'

/** What a feed of everything shows as one; `items` are what happened in an incident, as they are folded. */
export type FeedItem<E extends EventView = EventView> =
  | TimelineItem<E>
  | { kind: 'incident'; incident: ActivityIncident; events: E[]; items: TimelineItem<E>[] }

/**
 * What hosts did in one incident is one line, where it last happened; what belongs to none is folded
 * as it was. What a person did stays a line of its own. Events are newest first.
 */
export function groupByIncident<E extends EventView>(
  events: readonly E[],
  incidents: readonly ActivityIncident[],
): FeedItem<E>[] {
  const groups = new Map<string, { incident: ActivityIncident; events: E[] }>()
  const others: E[] = []
  for (const event of events) {
    const incident = incidentOf(event, incidents)
    if (incident === null) others.push(event)
    else {
      const group = groups.get(incident.id) ?? { incident, events: [] }
      group.events.push(event)
      groups.set(incident.id, group)
    }
  }
  const grouped = [...groups.values()].map(({ incident, events }): FeedItem<E> => {
    return { kind: 'incident', incident, events, items: foldActivity(events) }
  })
  const places = new Map<E | undefined, number>(events.map((event, at) => [event, at]))
  const placeOf = (item: FeedItem<E>) => places.get(newestOf(item)) ?? 0
  return [...grouped, ...foldActivity(others)].sort((a, b) => placeOf(a) - placeOf(b))
}

/** The incident that an event is of: the last to begin, of those that hit what it is about at that time. */
function incidentOf(
  event: EventView,
  incidents: readonly ActivityIncident[],
): ActivityIncident | null {
  if (!isEventKind(event.kind)) return null
  const subject = event.channelId ?? event.hostId
  const at = Date.parse(event.at)
  const hit = incidents.filter(({ subjects }) =>
    subjects.some(
      ({ id, from, until }) =>
        id === subject && Date.parse(from) <= at && (until === null || at <= Date.parse(until)),
    ),
  )
  return hit.reduce<ActivityIncident | null>(
    (last, one) => (last && Date.parse(last.since) >= Date.parse(one.since) ? last : one),
    null,
  )
}

function newestOf<E extends EventView>(item: FeedItem<E>): E | undefined {
  return item.kind === 'one' ? item.event : item.events[0]
}

/** The incidents of several pages of activity, each with all that is known of what it hit. */
export function mergeIncidents(
  pages: readonly (readonly ActivityIncident[])[],
): ActivityIncident[] {
  const merged = new Map<string, ActivityIncident>()
  for (const one of pages.flat()) {
    const subjects = merged.get(one.id)?.subjects ?? []
    merged.set(one.id, { ...one, subjects: [...subjects, ...one.subjects] })
  }
  return [...merged.values()]
}
