import { CreateMaintenanceInput, type MaintenanceView } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { byState, maintenanceBody, scopeText } from './maintenance-form.ts'

const HOST = '0b0a2c52-9c5a-4b43-8f0f-2d0c7a1c9e01'
const now = new Date('2026-11-27T09:00:00.000Z')
const form = {
  scope: `host:${HOST}`,
  from: '',
  until: '2026-11-27T14:30',
  timeZone: 'Europe/Istanbul',
  note: 'New disks',
}

test('times are by the clock of the zone, and a window without a beginning begins now', () => {
  expect(CreateMaintenanceInput.parse(maintenanceBody(form, {}, now))).toMatchObject({
    scope: { kind: 'host', hostId: HOST },
    from: '2026-11-27T09:00:00.000Z',
    until: '2026-11-27T11:30:00.000Z',
  })
})

test('a scope is chosen as it is linked to', () => {
  for (const scope of ['all', `host:${HOST}`, `channel:${HOST}`]) {
    const body = CreateMaintenanceInput.parse(maintenanceBody({ ...form, scope }, {}, now))
    expect(scopeText(body.scope)).toBe(scope)
  }
})

test('a window without an end, and one that ends first, are refused at their end', () => {
  for (const until of ['', '2026-11-27T11:00']) {
    const { error } = CreateMaintenanceInput.safeParse(maintenanceBody({ ...form, until }, {}, now))
    expect(new Set(error?.issues.map(({ path }) => path.join('.')))).toEqual(new Set(['until']))
  }
})

test('what is active comes first, then the next that is planned', () => {
  const view = (id: string, state: MaintenanceView['state'], from: string) => ({
    id,
    state,
    from,
    until: from,
    scope: { kind: 'all' } as const,
    name: null,
    note: '',
    createdBy: null,
    createdAt: from,
  })
  const parts = byState([
    view('later', 'planned', '2026-12-02T00:00:00Z'),
    view('sooner', 'planned', '2026-12-01T00:00:00Z'),
    view('now', 'active', '2026-11-27T00:00:00Z'),
    view('gone', 'over', '2026-11-01T00:00:00Z'),
  ])
  expect(parts.flatMap(({ windows }) => windows.map(({ id }) => id))).toEqual([
    ...['now', 'sooner', 'later', 'gone'],
  ])
})
