import { HostId } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { lastWord, linkOf, SILENT_AFTER_MS } from './host-silence.ts'

const NOW = new Date('2026-01-02T12:00:00.000Z')
const ago = (ms: number) => new Date(NOW.getTime() - ms)
const reportAt = (at: Date) => ({
  protocol: 1,
  hostId: HostId.parse('7d3a0c1e-4c8f-4d0e-9a51-0d9b53a4f001'),
  at: at.toISOString(),
  appliedRevision: 1,
  heldRevision: null,
  origin: null,
  sample: null,
  capacity: null,
  channels: [],
})

test.each([
  ['never, before its first word', null, 'never'],
  ['connected within a second', ago(1000), 'connected'],
  ['connected although a few reports are missing', ago(SILENT_AFTER_MS - 1), 'connected'],
  ['unknown after that', ago(SILENT_AFTER_MS), 'unknown'],
  ['unknown for days', ago(86_400_000), 'unknown'],
  ['connected when the clock was set back meanwhile', ago(-5000), 'connected'],
])('a host is %s', (_, seen, link) => {
  expect(linkOf(seen, NOW)).toBe(link)
})

test('its last word is the later one of what was stored and what was reported', () => {
  expect(lastWord(null, undefined)).toBeNull()
  expect(lastWord(ago(9), undefined)).toEqual(ago(9))
  expect(lastWord(null, reportAt(ago(5)))).toEqual(ago(5))
  expect(lastWord(ago(9), reportAt(ago(5)))).toEqual(ago(5))
  expect(lastWord(ago(3), reportAt(ago(5)))).toEqual(ago(3))
})
