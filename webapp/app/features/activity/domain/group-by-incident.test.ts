import type { ActivityIncident, EventView, IncidentId } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { groupByIncident, mergeIncidents } from './group-by-incident.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 3, minute)).toISOString()
let number = 0

function event(
  minute: number,
  channelId: string | null,
  { kind = 'stalled', hostId = 'host' }: { kind?: string; hostId?: string | null } = {},
): EventView {
  number += 1
  const common = { id: String(number), at: at(minute), hostId, channelId }
  return { ...common, actor: null, kind, detail: {} } as EventView
}

function incident(id: string, of: string, from: number, until: number | null): ActivityIncident {
  const subject = { kind: 'channel', id: of, name: of, from: at(from) }
  const subjects = [{ ...subject, until: until === null ? null : at(until) }]
  return {
    id: id as IncidentId,
    severity: 'critical',
    said: { code: 'x', params: {}, message: 'x' },
    since: at(from),
    overAt: null,
    subjects,
  } as ActivityIncident
}

const shownOf = (events: EventView[], incidents: ActivityIncident[]) =>
  groupByIncident(events, incidents).map((item) =>
    item.kind === 'incident'
      ? `${item.incident.id} ${item.events.length}`
      : item.kind === 'one'
        ? (item.event.channelId ?? item.event.kind)
        : 'repeated',
  )

test('what happened in an incident is one line, where it last happened', () => {
  const events = [event(9, 'b'), event(8, 'a'), event(7, 'b'), event(6, 'a')]
  expect(shownOf(events, [incident('i', 'a', 5, null)])).toEqual(['b', 'i 2', 'b'])
})

test('what happened before it began or after it was over is not of it', () => {
  const events = [event(9, 'a'), event(7, 'a'), event(4, 'a')]
  expect(shownOf(events, [incident('i', 'a', 5, 8)])).toEqual(['a', 'i 1', 'a'])
})

test('of two incidents that hit a channel an event is of the one that began last', () => {
  const incidents = [incident('wide', 'a', 1, null), incident('near', 'a', 5, null)]
  expect(shownOf([event(6, 'a'), event(2, 'a')], incidents)).toEqual(['near 1', 'wide 1'])
})

test('what a person did stays a line of its own', () => {
  const acts = [event(7, 'a', { kind: 'channel.update', hostId: null }), event(6, 'a')]
  expect(shownOf(acts, [incident('i', 'a', 5, null)])).toEqual(['a', 'i 1'])
})

test('an incident of a host has what happened to the host, and not to its channels', () => {
  const events = [event(7, null, { kind: 'host-notice' }), event(6, 'a')]
  expect(shownOf(events, [incident('i', 'host', 5, null)])).toEqual(['i 1', 'a'])
})

test('an incident that several pages know is known once, with all that it hit', () => {
  const merged = mergeIncidents([[incident('i', 'a', 1, 2)], [incident('i', 'b', 1, 2)]])
  expect(merged).toHaveLength(1)
  expect(merged[0]?.subjects.map(({ id }) => id)).toEqual(['a', 'b'])
})
