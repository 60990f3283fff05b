import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openRunClock } from '../domain/subtitles/run-clock.ts'
import { readBitmaps } from './written-bitmaps.ts'

const NONE = { read: () => '', close: () => undefined }
const WANTED = [{ name: 'subs-tur', file: 0, page: null, language: 'tur', kind: 'bitmap' as const }]

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a run is looked at for as long as it has slots, and on once it has one again', () => {
  const path = join(import.meta.dirname, 'nothing-there.ts')
  const written = readBitmaps(path, WANTED, () => NONE)
  const take = () => written.take(openRunClock(), 0)
  for (let slot = 0; slot < 12; slot += 1) {
    vi.advanceTimersByTime(30_000)
    expect(vi.getTimerCount()).toBe(1)
    take()
  }
  vi.advanceTimersByTime(61_000)
  expect(vi.getTimerCount()).toBe(0)
  take()
  expect(vi.getTimerCount()).toBe(1)
  written.close()
  expect(vi.getTimerCount()).toBe(0)
})
