import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openedNumbers } from '../domain/dash/opened-numbers.ts'
import { openStem, sealOf } from './sealed-path.ts'

const KEY = randomBytes(32).toString('base64url')
const STEM = 'maaaaaa1-0123456789abcdef/hd/'
const NOW = Date.UTC(2026, 0, 1)
const LONG_UP = { now: NOW, upMs: 3_600_000 }
const seal = sealOf(KEY, NOW, 'viewers')

const fileOf = (number: number) => `${String(number).padStart(8, '0')}.mp4`
const opens = (text: string, number: number) =>
  openStem(KEY, { ...LONG_UP, text, name: fileOf(number) }) !== null

/** As a manifest has it of a window that ends with `newest`. */
function liveStem(newest: number, targetSeconds = 2): string {
  const slots = [Math.max(0, newest - 5), newest].map((number) => ({
    path: `maaaaaa1-0123456789abcdef/${String(number).padStart(8, '0')}.ts`,
  }))
  return seal.writeStem(STEM, openedNumbers(slots, targetSeconds))
}

test('all that a live manifest lists opens, and of what comes later half a minute at most', () => {
  const [numbers, targets] = [
    fc.integer({ min: 0, max: 9_000_000 }),
    fc.integer({ min: 1, max: 60 }),
  ]
  fc.assert(
    fc.property(numbers, targets, (newest, targetSeconds) => {
      const stem = liveStem(newest, targetSeconds)
      expect(opens(stem, newest)).toBe(true)
      expect(opens(stem, Math.max(0, newest - 5))).toBe(true)
      const later = Math.max(1, Math.ceil(30 / targetSeconds))
      expect(opens(stem, newest + later)).toBe(false)
    }),
  )
})

test('the addresses of what is live are the same for half a minute, and other ones then', () => {
  const stems = Array.from({ length: 45 }, (_, newest) => liveStem(newest))
  expect(new Set(stems).size).toBe(3)
  expect(stems[14]).toBe(stems[0])
  expect(stems[15]).not.toBe(stems[14])
})

test('of what is over nothing opens but what is listed', () => {
  const slots = [4, 5, 6].map((number) => ({ path: `2026010100/r-${fileOf(number)}` }))
  const stem = seal.writeStem('dvr/2026010100/r-', openedNumbers(slots, null))
  const opened = Array.from({ length: 12 }, (_, number) => number).filter((number) =>
    opens(stem, number),
  )
  expect(opened).toEqual([4, 5, 6])
  expect(openStem(KEY, { ...LONG_UP, text: stem, name: 'init.mp4' })).toBeNull()
})

test('what an earlier release sealed for all numbers opens while its players ask for the manifest again', () => {
  const openedAt = (stem: string, upMs: number, now = NOW) => {
    // Its last character stands for the end of a name.
    const text = seal.write(stem, null).slice(0, -1)
    return openStem(KEY, { text, name: fileOf(7), now, upMs })
  }
  expect(openedAt(STEM, 5000)?.path).toBe(`${STEM}00000007.mp4`)
  expect(openedAt(STEM, 61_000)).toBeNull()
  const past = 'dvr/2026010100/maaaaaa1-'
  expect(openedAt(past, 3_600_000)?.path).toBe(`${past}00000007.mp4`)
  expect(openedAt(past, 3_600_000, NOW + 25 * 3_600_000)).toBeNull()
})
