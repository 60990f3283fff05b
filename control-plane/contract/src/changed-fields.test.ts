import { expect, test } from 'vitest'
import { changedFields } from './changed-fields.ts'

test('names what is different with what was before, null for what was not there', () => {
  const before = { name: 'A', hls: { segmentSeconds: 2, windowSegments: 6 } }
  const after = { name: 'A', hls: { segmentSeconds: 4, windowSegments: 6 }, note: 'new' }
  expect(changedFields(before, after)).toEqual({
    hls: { before: before.hls, after: after.hls },
    note: { before: null, after: 'new' },
  })
})

test('neither the order of keys nor a key without a value is a difference; the order of a list is', () => {
  const before = { hls: { a: 1, b: 2 }, sources: [{ url: 'x' }, { url: 'y' }], kept: 1 }
  const after = {
    hls: { b: 2, a: 1 },
    sources: [{ url: 'x', program: undefined }, { url: 'y' }],
    kept: undefined,
  }
  expect(changedFields(before, after)).toEqual({})
  expect(
    Object.keys(changedFields(before, { sources: before.sources.toReversed(), hls: [] })),
  ).toEqual(['sources', 'hls'])
})
