import type { AlertView, IncidentSummary } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { countWaiting, countWell, wantsPerson } from './present-incident.ts'

const AT = '2026-11-29T10:00:00.000Z'

function alert(id: string, clearedAt: string | null): AlertView {
  return { subject: { kind: 'channel', id, name: id }, clearedAt } as AlertView
}

test('a channel is well again once all of its alerts are over', () => {
  const alerts = [alert('a', AT), alert('a', null), alert('b', AT), alert('b', AT)]
  expect(countWell(alerts)).toEqual({ all: 2, well: 1 })
})

test('what goes on for others alone wants nobody here', () => {
  const open = { state: 'open', acknowledged: null, mutedUntil: null, maintenance: false }
  const incident = { ...open, wellSince: null } as IncidentSummary
  expect(wantsPerson(incident, 0)).toBe(true)
  expect(wantsPerson({ ...incident, wellSince: AT }, 0)).toBe(false)
})

test('a mute ends by the clock, and what it was of wants a person from then on', () => {
  const open = { state: 'open', acknowledged: null, maintenance: false, wellSince: null }
  const incident = { ...open, severity: 'critical', mutedUntil: AT } as IncidentSummary
  const warning = { ...incident, severity: 'warning', mutedUntil: null } as const
  const counted = (nowMs: number) => [
    countWaiting([incident, warning], nowMs),
    countWaiting([incident, warning], nowMs, true),
  ]
  expect(counted(Date.parse(AT) - 1)).toEqual([1, 0])
  expect(counted(Date.parse(AT))).toEqual([2, 1])
})
