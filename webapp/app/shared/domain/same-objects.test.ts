import { expect, test } from 'vitest'
import { sameObjects } from './same-objects.ts'

test('of a list that is read again only what changed is another object', () => {
  const [a, b] = [
    { id: 'a', name: 'A' },
    { id: 'b', name: 'B' },
  ] as const
  const before = [a, b]
  expect(sameObjects(before, [{ ...a }, { ...b }])).toBe(before)
  const after = sameObjects(before, [{ ...a }, { ...b, name: 'C' }])
  expect(after[0]).toBe(a)
  expect(after[1]).toEqual({ id: 'b', name: 'C' })
})
