import fc from 'fast-check'
import { expect, test } from 'vitest'
import { spliceInsert } from '../../../../test/cue-stream.ts'
import { TICKS } from '../../../domain/transport-stream/clock.ts'
import { MUX_DELAY_TICKS, placeCue } from './place-cue.ts'
import { splitSections } from './split-sections.ts'

const WRAP = 2 ** 33
const DATE = Date.UTC(2026, 10, 28, 12)

test('a cue is as far from the newest picture as its time is, wherever the clocks begin anew', () => {
  const clock = fc.integer({ min: 0, max: WRAP - 1 })
  const between = fc.integer({ min: -60 * TICKS, max: 600 * TICKS })
  fc.assert(
    fc.property(clock, clock, between, (sourceStart, since, apart) => {
      const pts = (since + MUX_DELAY_TICKS) % WRAP
      const clocks = { sourceStart, slot: { pts, date: DATE, seconds: 2 } }
      const at = (((sourceStart + since + apart) % WRAP) + WRAP) % WRAP
      expect(placeCue(at, clocks)).toBeCloseTo(DATE + (apart / TICKS) * 1000, 3)
    }),
  )
})

test('one of another time has no place, and one that is at once where the newest slot ends', () => {
  const clocks = { sourceStart: 0, slot: { pts: MUX_DELAY_TICKS, date: DATE, seconds: 2 } }
  expect(placeCue(601 * TICKS, clocks)).toBeNull()
  expect(placeCue(WRAP - 61 * TICKS, clocks)).toBeNull()
  expect(placeCue(null, clocks)).toBe(DATE + 2000)
})

const SECTION = spliceInsert({ eventId: 7, at: 900_000, isOut: true })

test('sections are found behind each other and behind what is none; one cut off waits for its rest', () => {
  const noise = Buffer.from([1, 0xfc, 0xfc, 0x30, 0x20, 9])
  const bytes = Buffer.concat([noise, SECTION, SECTION, SECTION.subarray(0, 20)])
  const { sections, used } = splitSections(bytes)
  expect(sections).toEqual([SECTION, SECTION])
  expect(used).toBe(bytes.length - 20)
})

test('in whatever parts they come, none is lost and none comes twice', () => {
  const cuts = fc.array(fc.nat({ max: SECTION.length * 3 }), { maxLength: 8 })
  fc.assert(
    fc.property(cuts, (places) => {
      const bytes = Buffer.concat([SECTION, SECTION, SECTION])
      let [from, count] = [0, 0]
      for (const to of [...places.toSorted((a, b) => a - b), bytes.length]) {
        if (to < from) continue
        const { sections, used } = splitSections(bytes.subarray(from, to))
        from += used
        count += sections.length
      }
      expect(count).toBe(3)
    }),
  )
})

test('any bytes are used up, or wait for no more than a section of them', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 3000 }), (bytes) => {
      const { used } = splitSections(Buffer.from(bytes))
      expect(bytes.length - used).toBeLessThan(512)
    }),
  )
})
