import fc from 'fast-check'
import { expect, test } from 'vitest'
import { byteRange } from './byte-range.ts'

test('whatever a request says, a range lies within what there is', () => {
  const number = fc.oneof(
    fc.nat({ max: 30 }).map(String),
    fc.constantFrom('', '9'.repeat(400), '00'),
  )
  const header = fc.oneof(
    fc.tuple(number, number).map(([from, to]) => `bytes=${from}-${to}`),
    fc.string().map((text) => `bytes=${text}`),
    fc.string(),
  )
  fc.assert(
    fc.property(header, fc.nat({ max: 20 }), (text, size) => {
      const range = byteRange(text, size)
      if (range === null || range === 'outside') return
      expect(range.start).toBeGreaterThanOrEqual(0)
      expect(range.end).toBeGreaterThanOrEqual(range.start)
      expect(range.end).toBeLessThan(size)
    }),
    { numRuns: 2000 },
  )
})
