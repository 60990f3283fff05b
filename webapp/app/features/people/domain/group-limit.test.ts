import { expect, test } from 'vitest'
import { namesOfLimit } from './group-limit.ts'

const groups = [
  { id: 'a', name: 'Alpha' },
  { id: 'b', name: 'Beta' },
]

test.each([
  [null, null],
  [[], []],
  [['b'], ['Beta']],
  [
    ['b', 'a'],
    ['Alpha', 'Beta'],
  ],
  [['gone'], []],
])('who is limited to %j is said to reach %j', (groupIds, names) => {
  expect(namesOfLimit(groupIds, groups)).toEqual(names)
})
