import { expect, test } from 'vitest'
import { inGroups } from './in-groups.ts'

test('every item is in one group, in order, and the last has what is left', () => {
  expect(inGroups(['a', 'b', 'c', 'd', 'e'], 2)).toEqual([
    { from: 0, items: ['a', 'b'] },
    { from: 2, items: ['c', 'd'] },
    { from: 4, items: ['e'] },
  ])
  expect(inGroups([], 2)).toEqual([])
  expect(inGroups(['a', 'b'], 2)).toEqual([{ from: 0, items: ['a', 'b'] }])
})
