import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { bitmapPes, segment } from '../../../test/bitmap-stream.ts'
import { openDecodingTime } from '../domain/bitmaps/decoding-time.ts'
import { openRunClock } from '../domain/subtitles/run-clock.ts'
import { readBitmaps } from './written-bitmaps.ts'

const NONE = { read: () => '', close: () => undefined }
const WANTED = [{ name: 'subs-tur', file: 0, page: null, language: 'tur', kind: 'bitmap' as const }]

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a run is looked at for as long as it has slots, and on once it has one again', () => {
  const path = join(import.meta.dirname, 'nothing-there.ts')
  const written = readBitmaps(path, WANTED, {
    openReader: () => NONE,
    decoding: openDecodingTime(Date.now),
  })
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

test('tracks that ask for far more than anybody sees take no more together than one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bitmaps-'))
  const path = join(folder, 'bitmap-0.ts')
  const bytes = Buffer.concat(Array.from({ length: 30 }, (_, at) => packetsOf(filledAnew(at))))
  writeFileSync(path, bytes)
  const decoding = openDecodingTime(Date.now)
  const drawn = [0, 0, 0, 0]
  const tracks = drawn.map((_, index) => {
    const read = () => {
      drawn[index] = (drawn[index] ?? 0) + 1
      return ''
    }
    return readBitmaps(path, WANTED, { openReader: () => ({ ...NONE, read }), decoding })
  })
  const sum = () => drawn.reduce((total, one) => total + one, 0)
  vi.advanceTimersByTime(400)
  expect(sum()).toBe(1)
  vi.advanceTimersByTime(19_600)
  expect(sum()).toBeLessThan(16)
  expect(Math.min(...drawn)).toBeGreaterThan(1)
  vi.advanceTimersByTime(200)
  for (const track of tracks) track.close()
  rmSync(folder, { recursive: true })
})

/** A white region of 1900 by 1000, in a few bytes. */
function filledAnew(at: number): Buffer {
  const size = [0, 1919 >> 8, 1919 & 255, 1079 >> 8, 1079 & 255]
  const set = [
    segment(0x14, 1, size),
    segment(0x10, 1, [20, 0x0b, 3, 0xff, 0, 0, 0, 0]),
    segment(0x11, 1, [3, 0x0f, 1900 >> 8, 1900 & 255, 1000 >> 8, 1000 & 255, 0x27, 5, 0, 0x07]),
    segment(0x80, 1, []),
  ]
  return bitmapPes(Buffer.concat(set), at * 900)
}

function packetsOf(pes: Buffer): Buffer {
  const parts = Array.from({ length: pes.length / 184 }, (_, at) => {
    const head = Buffer.from([0x47, at === 0 ? 0x41 : 0x01, 0x00, 0x10])
    return Buffer.concat([head, pes.subarray(at * 184, (at + 1) * 184)])
  })
  return Buffer.concat(parts)
}
