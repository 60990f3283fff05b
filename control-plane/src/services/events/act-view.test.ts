import type { Role } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { actView } from './act-view.ts'

const row = {
  id: '10000000-0000-4000-8000-000000000001',
  at: new Date(0),
  actorId: null,
  actorEmail: 'a@example.org',
  subjectType: 'channel',
  subjectId: null,
  subjectName: null,
  address: null,
  door: null,
}
const viewOf = (action: string, detail: Record<string, unknown>, role: Role = 'viewer') =>
  actView({ ...row, action, detail }, null, role)

test('what an older version wrote of an update has what fields became, and what they were is not known', () => {
  const { kind, detail } = viewOf('channel.update', { hls: { segmentSeconds: 2 }, sources: [] })
  const after = { hls: { segmentSeconds: 2 }, sources: [] }
  expect({ kind, detail }).toEqual({
    kind: 'channel.update',
    detail: {
      changed: {
        hls: { before: null, after: after.hls },
        sources: { before: null, after: after.sources },
      },
    },
  })
})

test('an act of a person that this version does not know is told by the name it was written down with', () => {
  const { kind, detail, actor } = viewOf('channel.paint', { colour: 'red' })
  expect({ kind, detail, actor }).toEqual({
    kind: 'other',
    detail: { name: 'channel.paint' },
    actor: 'a@example.org',
  })
})

test('of an act on anything but a channel nothing is told but who did it and when', () => {
  expect(viewOf('user.update', { email: 'b@example.org' }).detail).toEqual({})
})

test('what an older version wrote of addresses is shown by the rule of today, to each role by what it may see', () => {
  const url = 'http://h:8080/a.ts?pw=hunter2'
  const sources = [{ id: 'one', url, userAgent: 'hunter2' }]
  const changed = { sources: { before: sources, after: sources } }
  const shown = (role: Role) => {
    const made = viewOf('channel.create', { sources: [url] }, role)
    const updated = viewOf('channel.update', { changed, address: '10.0.0.9' }, role)
    return JSON.stringify([made.detail, updated.detail])
  }
  expect(shown('viewer') + shown('operator')).not.toContain('hunter2')
  expect(shown('operator')).toContain('http://h:8080/***.ts?***')
  expect(shown('operator')).toContain('10.0.0.9')
  expect(shown('viewer')).toContain('"http://h"')
  expect(shown('viewer')).not.toMatch(/8080|10\.0\.0\.9|userAgent/)
})
