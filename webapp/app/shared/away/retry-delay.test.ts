import { expect, test } from 'vitest'
import { isAwayStatus, retryDelayMs } from './retry-delay.ts'

test('it asks again soon at first, and every five seconds or so in the end', () => {
  expect([1, 2, 3, 4, 5, 50].map((failures) => retryDelayMs(failures, 0.5))).toEqual([
    500, 1000, 2000, 3000, 5000, 5000,
  ])
  expect(retryDelayMs(50, 0)).toBe(4000)
  expect(retryDelayMs(50, 1)).toBe(6000)
})

test('a server that answers is not away, whatever it answers', () => {
  expect([200, 204, 302, 400, 401, 404, 409, 422, 429, 500].some(isAwayStatus)).toBe(false)
  expect([502, 503, 504].every(isAwayStatus)).toBe(true)
})
