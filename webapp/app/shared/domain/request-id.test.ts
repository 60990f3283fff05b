import { expect, it } from 'vitest'
import { nextRequestId } from './request-id.ts'

const FIRST = { id: 'a', saved: null }

it('is the same however often the page is loaded and the form is refused', () => {
  expect(nextRequestId(FIRST, 'b', null)).toBe(FIRST)
  expect(nextRequestId(FIRST, 'c', undefined)).toBe(FIRST)
})

it('is another one after a save, also where that is answered before another id is offered', () => {
  const saved = { done: true }
  expect(nextRequestId(FIRST, 'a', saved)).toBe(FIRST)
  const next = nextRequestId(FIRST, 'b', saved)
  expect(next).toEqual({ id: 'b', saved })
  expect(nextRequestId(next, 'c', saved)).toBe(next)
  expect(nextRequestId(next, 'c', { done: true }).id).toBe('c')
})
