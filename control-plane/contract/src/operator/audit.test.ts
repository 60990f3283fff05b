import { expect, test } from 'vitest'
import { readAuditEntry } from './audit.ts'
import { AUDIT_ACTIONS } from './audit-action.ts'
import { AUDIT_DEEDS } from './audit-deeds.ts'

const common = {
  id: '10000000-0000-4000-8000-000000000001',
  at: '2026-11-23T03:00:00.000Z',
  who: 'ada@example.org',
  subjectId: null,
  name: null,
  address: null,
  door: 'rest' as const,
}

test('whatever is written down is in the union, once', () => {
  const told = AUDIT_DEEDS.flatMap(({ shape }): string[] => shape.action.options)
  expect([...told].sort()).toEqual([...AUDIT_ACTIONS].sort())
})

test('an entry is told with what changed, and with all else that was kept of it', () => {
  const changed = { name: { before: 'Here', after: 'There' } }
  const detail = { name: 'Here', byHand: true }
  const stored = { ...common, action: 'host.rename', kind: 'host' }
  expect(readAuditEntry({ ...stored, detail: { ...detail, changed } })).toEqual({
    ...stored,
    detail,
    changed,
  })
  expect(readAuditEntry({ ...stored, detail: { ...detail, changed: 'yes' } })).toEqual({
    ...stored,
    detail,
    changed: {},
  })
})

test.each([
  ['of an action that is not known', { action: 'host.flew', kind: 'host', detail: { to: 'Mars' } }],
  ['of a known one in another form', { action: 'host.rename', kind: 'host', detail: { name: 7 } }],
  ['done to something else', { action: 'host.rename', kind: 'user', detail: { name: 'Here' } }],
])('an entry %s is told whole, under the name that it was written with', (_, stored) => {
  expect(readAuditEntry({ ...common, ...stored })).toEqual({
    ...common,
    ...stored,
    changed: {},
    action: 'other',
    written: stored.action,
  })
})
