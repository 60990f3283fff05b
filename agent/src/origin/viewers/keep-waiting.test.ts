import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keepWaiting, LONGEST_WAIT_MS } from './keep-waiting.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test.each([
  ['when it would ask again', 1000, 1000],
  ['before a proxy gives up, however long the segments are', 10_000, LONGEST_WAIT_MS],
])('who waits for what does not come is answered %s', (_, mostMs, after) => {
  const answer = vi.fn<() => void>()
  keepWaiting().add(answer, mostMs)
  vi.advanceTimersByTime(after - 1)
  expect(answer).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(answer).toHaveBeenCalledOnce()
})
