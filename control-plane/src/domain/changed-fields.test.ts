import { expect, test } from 'vitest'
import { changedFields } from './changed-fields.ts'

test('names what is different, with what it was and what it is, at any depth', () => {
  const before = { name: 'One', logo: { x: 1, y: 2 }, priority: 50, schedule: null }
  expect(changedFields(before, { ...before, logo: { x: 1, y: 3 }, schedule: 'daily' })).toEqual({
    logo: { before: { x: 1, y: 2 }, after: { x: 1, y: 3 } },
    schedule: { before: null, after: 'daily' },
  })
  expect(changedFields(before, structuredClone(before))).toEqual({})
})

test('what is not said is not changed, and what was not there was nothing', () => {
  expect(changedFields({ name: 'One' }, { name: undefined })).toEqual({})
  expect(changedFields({}, { name: 'One' })).toEqual({ name: { before: null, after: 'One' } })
})
