import { expect, test } from 'vitest'
import { withCount } from './keep-title-count.ts'

test('a title has the count of now before it, once, and none where nothing waits', () => {
  expect(withCount('Channels', 2)).toBe('(2) Channels')
  expect(withCount('(2) Channels', 13)).toBe('(13) Channels')
  expect(withCount('(13) Channels', 0)).toBe('Channels')
  expect(withCount('(News) Channels', 1)).toBe('(1) (News) Channels')
})
