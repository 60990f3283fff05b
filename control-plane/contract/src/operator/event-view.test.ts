import { expect, test } from 'vitest'
import { HostHappening } from '../host/host-event.ts'
import { EventView, readEventView } from './event-view.ts'

const common = {
  id: 'a',
  at: '2026-11-23T03:00:00.000Z',
  hostId: null,
  channelId: null,
  actor: null,
}

test('a stored happening is told by its kind with what it carries, without the channel it is of', () => {
  const detail = { from: SOURCE, to: SOURCE, reason: null, channelId: SOURCE }
  expect(readEventView({ ...common, kind: 'source-switched', detail })).toEqual({
    ...common,
    kind: 'source-switched',
    detail: { from: SOURCE, to: SOURCE, reason: null },
  })
})

test('what another version stored, of a kind or in a form that is not known, is told by its name', () => {
  const other = (kind: string) => ({ ...common, kind: 'other', detail: { name: kind } })
  expect(readEventView({ ...common, kind: 'flew-away', detail: {} })).toEqual(other('flew-away'))
  expect(readEventView({ ...common, kind: 'stalled', detail: {} })).toEqual(other('stalled'))
})

test('every kind of happening is one of the union', () => {
  for (const { shape } of HostHappening.options) {
    const [kind] = shape.kind.values
    const issues = EventView.safeParse({ ...common, kind, detail: 7 }).error?.issues ?? []
    expect(issues.map(({ path }) => path)).toEqual([['detail']])
  }
})

const SOURCE = '10000000-0000-4000-8000-000000000001'
