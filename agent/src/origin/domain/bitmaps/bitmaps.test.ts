import { cpuMs, NOISY_MACHINE, onThisMachine } from '@cashbacktv/contract/noisy-machine'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  bitmapData,
  displaySet,
  type MadeBitmap,
  type MadeSet,
  segment,
  stringOf,
} from '../../../../test/bitmap-stream.ts'
import { drawObject } from './draw-object.ts'
import { type DisplaySet, followBitmaps } from './follow-bitmaps.ts'
import { readingLanguage } from './reading-language.ts'
import type { Depth } from './shades.ts'
import { pgmOf } from './text-picture.ts'
import { rowsOfText } from './text-rows.ts'

/** A letter of white in the usual colours, dots where nothing is. */
const LETTER = ['........', '..####..', '..#.....', '..###...', '..#.....', '..####..', '........']
const INNER = ['####', '#...', '###.', '#...', '####']

function bitmapOf(rows: readonly string[], depth: Depth = 2, code = 1): MadeBitmap {
  const codes = Uint8Array.from(rows.join(''), (pixel) => (pixel === '#' ? code : 0))
  return { width: rows[0]?.length ?? 0, height: rows.length, depth, codes }
}

const sent = (...sets: MadeSet[]) => bitmapData(Buffer.concat(sets.map(displaySet)))
const taken = (...sets: MadeSet[]) => followBitmaps().take([{ pts: 90, data: sent(...sets) }])

/** What is dark of the picture of a display set. */
function darkOf(set: DisplaySet | undefined): string[] {
  const picture = set?.picture
  if (!picture) return []
  const { width, height, grey } = picture
  return Array.from({ length: height }, (_, row) =>
    [...grey.subarray(row * width, (row + 1) * width)]
      .map((one) => (one < 64 ? '#' : '.'))
      .join(''),
  )
}

test.each([2, 4, 8] as const)('strings of %i bits are drawn as they were meant', (depth) => {
  const most = 2 ** depth - 1
  const runs = fc.array(fc.tuple(fc.nat(most), fc.integer({ min: 1, max: 300 })), {
    minLength: 1,
    maxLength: 12,
  })
  fc.assert(
    fc.property(runs, (all) => {
      const line = Uint8Array.from(all.flatMap(([code, length]) => Array(length).fill(code)))
      const string = [{ 2: 0x10, 4: 0x11, 8: 0x12 }[depth], ...stringOf(line, depth)]
      const object = Buffer.from([0, 1, 0, 0, string.length, 0, 0, ...string])
      object.writeUInt16BE(string.length, 3)
      const plane = { width: line.length, height: 2, depth, codes: new Uint8Array(2 * line.length) }
      drawObject(plane, { x: 0, y: 0 }, object, { pixels: 1e9 })
      // One field is both.
      for (const row of [0, 1]) {
        const drawn = plane.codes.subarray(row * line.length, (row + 1) * line.length)
        expect(Buffer.compare(drawn, line)).toBe(0)
      }
    }),
  )
})

test('codes of fewer bits than a region has are told by the tables of the standard, or those sent', () => {
  const draw = (...block: number[]) => {
    const plane = { width: 4, height: 2, depth: 4 as const, codes: new Uint8Array(8).fill(9) }
    const object = Buffer.from([0, 1, 0, 0, block.length, 0, 0, ...block])
    drawObject(plane, { x: 0, y: 0 }, object, { pixels: 1e9 })
    return [...plane.codes.subarray(0, 4)]
  }
  expect(draw(0x10, 0b01101100)).toEqual([7, 8, 15, 9])
  expect(draw(0x20, 0x12, 0x34, 0x10, 0b01101100)).toEqual([2, 3, 4, 9])
})

test.each([
  ['2 bits', bitmapOf(LETTER)],
  ['4 bits', bitmapOf(LETTER, 4, 7)],
  ['8 bits', bitmapOf(LETTER, 8, 0x77)],
])('letters are seen dark on light, with nothing around them: %s', (_, bitmap) => {
  const [set] = taken({ bitmap, x: 100, y: 288 })
  expect(darkOf(set)).toEqual(INNER)
  expect(set).toMatchObject({ pts: 90, timeoutSeconds: 20 })
  expect(set?.picture?.top).toBeCloseTo(289 / 576)
  expect(set?.picture?.bottom).toBeCloseTo(294 / 576)
})

test('letters of any colour are seen, and dark ones on a light box too', () => {
  const red = { 1: [82, 240, 90, 0] }
  expect(darkOf(taken({ bitmap: bitmapOf(LETTER), colours: red })[0])).toEqual(INNER)
  const box = { 0: [235, 128, 128, 0], 1: [16, 128, 128, 0] }
  expect(darkOf(taken({ bitmap: bitmapOf(LETTER), colours: box })[0])).toEqual(LETTER)
  const hidden = { 1: [0, 0, 0, 255] }
  expect(taken({ bitmap: bitmapOf(LETTER), colours: hidden })[0]?.picture).toBeNull()
})

test('a display set without a region takes away what was seen, and one that goes on keeps it', () => {
  const bitmap = bitmapOf(LETTER)
  const seen = taken({ bitmap }, {}, { bitmap, state: 0 }, { state: 0 }).map(
    (set) => darkOf(set).length,
  )
  expect(seen).toEqual([5, 0, 5, 0])
})

test('where a display set ends is known without its end too', () => {
  const follower = followBitmaps()
  const bitmap = bitmapOf(LETTER)
  const seen = [{ bitmap }, {}].map((set, at) => {
    return follower.take([{ pts: at, data: sent({ ...set, hasEnd: false }) }])
  })
  expect(seen.map(([set]) => [set?.pts, darkOf(set).length])).toEqual([
    [0, 5],
    [1, 0],
  ])
})

test('of several services it is the first, with what they share', () => {
  const bitmap = bitmapOf(LETTER)
  const other = bitmapOf(['#'])
  const all = taken({ bitmap, page: 4 }, { bitmap: other, page: 5 }, { page: 4 })
  expect(all.map((set) => darkOf(set).length)).toEqual([5, 0])
  const dark = segment(0x12, 9, [5, 0x0f, 1, 0x9f, 0, 0, 0, 255])
  const whole = displaySet({ bitmap, page: 4 })
  const shared = Buffer.concat([whole.subarray(0, -6), dark, whole.subarray(-6)])
  expect(followBitmaps().take([{ pts: 0, data: bitmapData(shared) }])[0]?.picture).toBeNull()
})

test('what is beyond the display, or larger than any, is left out', () => {
  const bitmap = bitmapOf(LETTER)
  expect(taken({ bitmap, x: 720 })[0]?.picture).toBeNull()
  expect(darkOf(taken({ bitmap, x: 720, display: { width: 1920, height: 1080 } })[0])).toEqual(
    INNER,
  )
  expect(darkOf(taken({ bitmap, x: 716 })[0])).toEqual(INNER.map((row) => row.slice(0, 2)))
  const large = { ...bitmap, width: 4097 }
  expect(taken({ bitmap: large })[0]?.picture).toBeNull()
})

test('whatever is sent, a follower goes on', () => {
  const bitmap = bitmapOf(LETTER)
  const good = sent({
    bitmap,
    colours: { 1: [235, 128, 128, 0] },
    display: { width: 64, height: 64 },
  })
  const type = fc.constantFrom(0x10, 0x11, 0x12, 0x13, 0x14, 0x80, 0x7f)
  const made = fc
    .array(fc.tuple(type, fc.nat(2), fc.uint8Array({ maxLength: 60 })), { maxLength: 12 })
    .map((all) =>
      bitmapData(Buffer.concat(all.map(([of, page, data]) => segment(of, page, [...data])))),
    )
  const flipped = fc
    .array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 8 })
    .map((all) => {
      const bytes = Buffer.from(good)
      for (const [at, value] of all) bytes[at] = value
      return bytes
    })
  const noise = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes))
  const units = fc.array(fc.oneof(made, flipped, noise), { maxLength: 6 })
  fc.assert(
    fc.property(units, (all) => {
      const follower = followBitmaps()
      for (const { picture } of follower.take(all.map((data) => ({ pts: 1, data })))) {
        if (picture === null) continue
        const { width, height, grey } = picture
        expect([grey.length, width * height > 0]).toEqual([width * height, true])
        expect(pgmOf(picture).length).toBeGreaterThan(grey.length)
      }
      follower.take([{ pts: 2, data: sent({}) }])
      const last = follower.take([{ pts: 3, data: good }]).at(-1)
      if (all.length === 0) expect(darkOf(last)).toEqual(INNER)
    }),
    { numRuns: 300 },
  )
})

test('the most that a source can ask for at once is done in a moment', NOISY_MACHINE, () => {
  const regions = Array.from({ length: 16 }, (_, id) => {
    const objects = Array.from({ length: 32 }, () => [0, 1, 0, 0, 0xf0, 0]).flat()
    return segment(0x11, 1, [id, 0x0f, 2, 64, 2, 64, 0x6f, 0, 1, 0, ...objects])
  })
  const shown = Array.from({ length: 16 }, (_, id) => [id, 0, 0, 0, 0, 0]).flat()
  const lines = Array.from({ length: 60_000 }, () => 0xf0)
  const objects = [lines, [0x12, ...Array(30_000).fill(1)]].map((data) => {
    return segment(0x13, 1, [0, 1, 0, data.length >> 8, data.length & 255, 0, 0, ...data])
  })
  const empty = segment(0x13, 1, [0, 1, 0, 0, 0, 0, 0])
  const many = Buffer.concat(Array.from({ length: 10_000 }, () => empty))
  const page = segment(0x10, 1, [1, 0x0b, ...shown])
  const set = Buffer.concat([page, ...regions, ...objects, many, segment(0x80, 1, [])])
  const units = [1, 2].map((pts) => ({ pts, data: bitmapData(set) }))
  const follower = followBitmaps()
  const before = process.cpuUsage()
  follower.take(units)
  expect(cpuMs(before)).toBeLessThan(onThisMachine(600))
})

test('what was read becomes rows where they were, without what readers make of edges', () => {
  const rows = rowsOfText(' - | am  here\n\n~ —\nOkay?\n\f', { top: 0.75, bottom: 0.95 })
  expect(rows).toEqual([
    { row: 20, text: '- I am here' },
    { row: 22, text: 'Okay?' },
  ])
  expect(rowsOfText('up', { top: 0, bottom: 0.1 })[0]?.row).toBe(2)
  expect(rowsOfText('', { top: 0, bottom: 1 })).toEqual([])
  expect(rowsOfText('a\n'.repeat(99), { top: 0, bottom: 1 })).toHaveLength(12)
})

test('letters are read in the language of the subtitles, else in English', () => {
  expect(readingLanguage(['deu', 'eng', 'tur'], 'tr')).toBe('tur')
  expect(readingLanguage(['eng', 'deu'], 'ger')).toBe('deu')
  expect(readingLanguage(['chi_sim', 'eng'], 'fra')).toBe('eng')
  expect(readingLanguage(['tur'], null)).toBe('tur')
  expect(readingLanguage([], 'tur')).toBeNull()
})
