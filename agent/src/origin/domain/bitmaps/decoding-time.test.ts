import { expect, test } from 'vitest'
import { MOST_SAVED, openDecodingTime, PIXELS_PER_MS } from './decoding-time.ts'

const LOOK_MS = 400
const SD_SET = 500_000

const MOST_WAITING = 64

/** Tracks that get so many sets each look, and draw as many as they may in their order; answers what each has drawn. */
function drawnBy(asked: readonly { set: number; sets: number }[], looks: number, beside = 0) {
  let time = 0
  const decoding = openDecodingTime(() => time)
  const tracks = asked.map((one) => ({ ...one, share: decoding.open(), drawn: 0, waiting: 0 }))
  for (let look = 0; look < looks; look += 1) {
    time += LOOK_MS
    decoding.spend(beside)
    for (const track of tracks) {
      track.waiting = Math.min(MOST_WAITING, track.waiting + track.sets)
      for (; track.waiting > 0 && track.share.isItsTurn(); track.waiting -= 1) {
        track.share.spend(track.set)
        track.drawn += track.set
      }
    }
  }
  return tracks.map(({ drawn }) => drawn)
}

const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0)
const HOSTILE = { set: 16_000_000, sets: 64 }
const LOOKS = 1500
const MOST = MOST_SAVED + LOOKS * LOOK_MS * PIXELS_PER_MS

test.each([1, 4, 40])('%i hostile tracks together take no more than one', (count) => {
  const drawn = drawnBy(Array(count).fill(HOSTILE), LOOKS)
  expect(sum(drawn)).toBeLessThanOrEqual(MOST + HOSTILE.set)
  expect(sum(drawn)).toBeGreaterThan(MOST / 2)
})

test('a track beside hostile ones draws its part, though they come first', () => {
  const honest = { set: SD_SET, sets: 1 }
  const drawn = drawnBy([...Array(4).fill(HOSTILE), honest], LOOKS)
  expect(drawn.at(-1)).toBeGreaterThan(0.9 * Math.min(LOOKS * SD_SET, MOST / 5))
})

test('what others leave is there to be taken', () => {
  const idle = { set: 0, sets: 0 }
  const [drawn] = drawnBy([{ set: 2_000_000, sets: 1 }, ...Array(19).fill(idle)], LOOKS)
  expect(drawn).toBeGreaterThan(0.8 * LOOKS * 2_000_000)
})

test('what is spent beside tracks is theirs no more', () => {
  const drawn = drawnBy([HOSTILE], LOOKS, (LOOK_MS * PIXELS_PER_MS) / 2)
  expect(sum(drawn)).toBeLessThan(MOST / 2 + HOSTILE.set)
})
