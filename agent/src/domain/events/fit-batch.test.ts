import { HostEvent } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { reasonSaying } from '../../../test/reason-saying.ts'
import { fitBatch } from './fit-batch.ts'

const events = Array.from({ length: 200 }, (_, n) =>
  HostEvent.parse({
    number: n + 1,
    at: '2026-01-01T00:00:00.000Z',
    happening: { kind: 'host-notice', reason: reasonSaying('resource', 'test', 'ş'.repeat(400)) },
  }),
)

test('a batch is cut by its bytes, not its characters, and keeps the order from the oldest', () => {
  const batch = fitBatch(events, 20_000)
  expect(batch).toEqual(events.slice(0, batch.length))
  expect(Buffer.byteLength(JSON.stringify(batch))).toBeLessThanOrEqual(20_001)
  const oneMore = JSON.stringify(events.slice(0, batch.length + 1))
  expect(Buffer.byteLength(oneMore)).toBeGreaterThan(20_000)
})

test('what fits goes as a whole, and one event always goes', () => {
  expect(fitBatch(events, 10_000_000)).toBe(events)
  expect(fitBatch(events, 10)).toEqual(events.slice(0, 1))
  expect(fitBatch([], 10)).toEqual([])
})
