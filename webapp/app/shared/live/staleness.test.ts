import { expect, test } from 'vitest'
import { isStale } from './staleness.ts'

const EARLY = '2026-01-01T00:00:00Z'
const LATE = '2026-01-01T00:01:00Z'
type Pulse = { updatedAt: string; edition: string }

const known = (pulses: Record<string, Pulse>, covered: 'all' | string = 'all') => ({
  channel: (id: string) => pulses[id],
  channelCount: () => Object.keys(pulses).length,
  covers: (id = 'all') => covered === 'all' || covered === id,
})
const loaded = (updatedAt = EARLY) => [{ id: 'a', updatedAt }]
const as = (updatedAt: string, edition: string) => ({ a: { updatedAt, edition } })

test('a page is stale when a channel came or went, and when one of its own has another edition', () => {
  const editions = new Map<string, string>()
  const first = known(as(EARLY, 'one'))
  expect(isStale(loaded(), 1, first, editions)).toBe(false)
  expect(isStale(loaded(), 0, first, editions)).toBe(true)
  expect(isStale(loaded(), 1, known({}), editions)).toBe(true)
  expect(isStale(loaded(), 1, known(as(LATE, 'two')), editions)).toBe(true)
})

test('a channel that was only switched is not another', () => {
  const editions = new Map<string, string>()
  isStale(loaded(), 1, known(as(EARLY, 'one')), editions)
  expect(isStale(loaded(), 1, known(as(LATE, 'one')), editions)).toBe(false)
})

test('what changed between the loading and the first message is seen too', () => {
  expect(isStale(loaded(), 1, known(as(LATE, 'one')), new Map())).toBe(true)
})

test('a page of one channel is stale when that one is no more, and not for want of the others', () => {
  expect(isStale(loaded(), null, known({}, 'a'), new Map())).toBe(true)
  expect(isStale(loaded(), null, known({}, 'b'), new Map())).toBe(false)
})
