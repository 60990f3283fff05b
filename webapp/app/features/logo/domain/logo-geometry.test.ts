import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  keepOnFrame,
  nudge,
  type Size,
  sizeAtHeight,
  snapPlace,
  toBox,
  toPlace,
} from './logo-geometry.ts'

const size = fc.record({
  width: fc.integer({ min: 16, max: 4096 }),
  height: fc.integer({ min: 16, max: 4096 }),
})
const number = fc.double({ min: -3, max: 3, noNaN: true })
const place = fc.record({ x: number, y: number, width: number })

test('a logo is wholly on the frame wherever it was put', () => {
  fc.assert(
    fc.property(place, size, size, (wanted, frame, picture) => {
      const kept = keepOnFrame(wanted, frame, picture)
      const box = toBox(kept, frame, picture)
      expect(box.x).toBeGreaterThanOrEqual(0)
      expect(box.y).toBeGreaterThanOrEqual(0)
      expect(box.x + box.width).toBeLessThanOrEqual(frame.width + 1e-6)
      if (fits(frame, picture)) {
        expect(box.y + box.height).toBeLessThanOrEqual(frame.height + 1e-6)
      }
    }),
  )
})

test('the logo keeps the shape of its picture', () => {
  const box = toBox(
    { x: 0, y: 0, width: 0.5 },
    { width: 1280, height: 720 },
    { width: 400, height: 100 },
  )
  expect(box.width / box.height).toBeCloseTo(4)
})

test('a place survives being drawn on a stage of any size and read back', () => {
  const picture = { width: 400, height: 160 }
  fc.assert(
    fc.property(size, (stage) => {
      const shaped = { width: stage.width, height: (stage.width * 9) / 16 }
      const known = { x: 0.8231, y: 0.0512, width: 0.1307 }
      const back = toPlace(toBox(known, shaped, picture), shaped, picture)
      expect(back.x).toBeCloseTo(known.x, 3)
      expect(back.y).toBeCloseTo(known.y, 3)
      expect(back.width).toBeCloseTo(known.width, 3)
    }),
  )
})

test('a nudge moves by the step and stops at the edge', () => {
  const frame = { width: 1280, height: 720 }
  const picture = { width: 100, height: 100 }
  const at = { x: 0.5, y: 0.5, width: 0.1 }
  expect(nudge(at, { x: 0.02, y: 0 }, frame, picture)).toEqual({ ...at, x: 0.52 })
  expect(nudge(at, { x: 5, y: -5 }, frame, picture)).toEqual({ x: 0.9, y: 0, width: 0.1 })
})

test('what is not a number becomes a place on the frame', () => {
  const kept = keepOnFrame(
    { x: Number.NaN, y: Number.POSITIVE_INFINITY, width: Number.NaN },
    { width: 1280, height: 720 },
    { width: 100, height: 100 },
  )
  for (const value of Object.values(kept)) expect(value).toBeGreaterThanOrEqual(0)
})

/** A picture thousands of times as high as wide does not fit at the least width. */
function fits(frame: Size, picture: Size): boolean {
  return (picture.height / picture.width) * (frame.width / frame.height) * 0.005 <= 1
}

describe('snapping', () => {
  const frame = { width: 1920, height: 1080 }
  const picture = { width: 400, height: 200 }

  it('lays a logo that is near a guide on it, on each axis for itself', () => {
    // 0.2 wide is 0.1778 high on this frame.
    expect(snapPlace({ x: 0.745, y: 0.3, width: 0.2 }, frame, picture)).toEqual({
      x: 0.75,
      y: 0.3,
      width: 0.2,
    })
    expect(snapPlace({ x: 0.404, y: 0.042, width: 0.2 }, frame, picture)).toEqual({
      x: 0.4,
      y: 0.035,
      width: 0.2,
    })
  })

  it('leaves a logo that is near none where it is, and what is on a guide stays on it', () => {
    const free = { x: 0.2, y: 0.3, width: 0.2 }
    expect(snapPlace(free, frame, picture)).toEqual(free)
    const once = snapPlace({ x: 0.06, y: 0.06, width: 0.1 }, frame, picture)
    expect(snapPlace(once, frame, picture)).toEqual(once)
  })
})

it('a logo is as large on a frame of any height as its share says', () => {
  const at = (height: number) =>
    sizeAtHeight({ width: 0.13 }, height, { width: 16, height: 9 }, { width: 400, height: 160 })
  expect(at(480)).toEqual({ width: 111, height: 44 })
  expect(at(1080)).toEqual({ width: 250, height: 100 })
})
