import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  boxed,
  fillLine,
  line,
  type MadePage,
  pageLines,
  teletextData,
} from '../../../../test/teletext-stream.ts'
import { followPage, type PageWish } from './follow-page.ts'
import { nationalLetters } from './letters.ts'
import { HAMMING_8_4, nibbleIn, tripletIn } from './protection.ts'
import { readPackets } from './read-packets.ts'

const SUBTITLES: PageWish = { page: 888, language: null }

/** What is seen after each PES packet with these lines. */
function seen(sendings: readonly (readonly Buffer[])[], wish: PageWish = SUBTITLES) {
  const follower = followPage(wish)
  return sendings.flatMap((lines, at) => follower.take(readPackets(teletextData(lines)), at))
}

function textsOf(sendings: readonly (readonly Buffer[])[], wish?: PageWish): string[] {
  return seen(sendings, wish).map(({ rows }) => rows.map(({ text }) => text).join('|'))
}

const page = (text: string, more: Partial<MadePage> = {}) =>
  pageLines({ page: 888, rows: { 20: boxed(text) }, ...more })

test('four bits come through one wrong bit, and not through two', () => {
  for (const [value, code] of HAMMING_8_4.entries()) {
    expect(nibbleIn(code)).toBe(value)
    for (let bit = 0; bit < 8; bit++) {
      expect(nibbleIn(code ^ (1 << bit))).toBe(value)
      for (let other = bit + 1; other < 8; other++) {
        expect(nibbleIn(code ^ (1 << bit) ^ (1 << other))).toBeNull()
      }
    }
  }
})

test('eighteen bits come through one wrong bit, and not through two', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2 ** 18 - 1 }),
      fc.integer({ min: 0, max: 23 }),
      fc.integer({ min: 0, max: 23 }),
      (value, bit, other) => {
        const code = triplet(value)
        expect(tripletIn(code)).toBe(value)
        expect(tripletIn(flipped(code, bit))).toBe(value)
        if (bit !== other) expect(tripletIn(flipped(flipped(code, bit), other))).toBeNull()
      },
    ),
  )
})

test('a page is read with what was in boxes, at the time of its header', () => {
  const rows = { 20: `hidden ${boxed('Hello')} hidden`, 22: boxed('world') }
  const [shown] = seen([[fillLine(8)], pageLines({ page: 888, rows })])
  expect(shown).toEqual({
    at: 1,
    rows: [
      { row: 20, text: 'Hello' },
      { row: 22, text: 'world' },
    ],
  })
})

test('a page is shown without waiting for the next, and grows as its rows come', () => {
  const [header, ...rows] = pageLines({ page: 888, rows: { 20: boxed('a'), 22: boxed('b') } })
  const sendings = [[header, rows[0]], [rows[1]]].map((lines) => lines.filter((one) => !!one))
  expect(seen(sendings).map(({ at, rows: of }) => [at, of.length])).toEqual([
    [0, 1],
    [0, 2],
  ])
})

test('what is erased is gone, and what is not stays', () => {
  const more = pageLines({ page: 888, rows: { 22: boxed('more') }, isErased: false })
  expect(textsOf([page('one'), more, page('two'), pageLines({ page: 888, rows: {} })])).toEqual([
    'one',
    'one|more',
    'two',
    '',
  ])
})

test('rows of other pages of its magazine are none of it', () => {
  const other = pageLines({ page: 801, rows: { 20: boxed('other') } })
  const third = pageLines({ page: 777, rows: { 20: boxed('third') } })
  expect(textsOf([[...other, ...page('ours'), ...other, ...third]])).toEqual(['ours'])
  const damaged = Buffer.from(other[0] ?? '')
  damaged.fill(0, 2, 4)
  // Whose they are is not known then.
  expect(textsOf([[...page('ours'), damaged, ...other.slice(1)]])).toEqual(['ours'])
})

test('where no page is asked for, the first of subtitles is taken', () => {
  const index = pageLines({ page: 100, rows: { 5: 'News' }, isSubtitle: false })
  const wish = { page: null, language: null }
  expect(textsOf([[...index, ...page('ours')]], wish)).toEqual(['ours'])
  expect(textsOf([index], { page: 100, language: null })).toEqual(['News'])
})

test('below letters of double height there is nothing', () => {
  const rows = { 20: boxed('high'), 21: boxed('hidden'), 22: boxed('low') }
  expect(textsOf([pageLines({ page: 888, rows })])).toEqual(['high|low'])
})

test.each([
  [0, null, '£$@←½→↑#—¼‖¾÷'],
  [1, null, '#$§ÄÖÜ^_°äöüß'],
  [2, null, '#¤ÉÄÖÅÜ_éäöåü'],
  [3, null, '£$é°ç→↑#ùàòèì'],
  [4, null, 'éïàëêùî#èâôûç'],
  [5, null, 'ç$¡áéíóú¿üñèà'],
  [6, null, '#ůčťžýířéáěúš'],
  [6, 'tr', '₺ğİŞÖÇÜĞışöçü'],
  [6, 'tur', '₺ğİŞÖÇÜĞışöçü'],
  [0, 'pl', '#ńąŻŚŁćóężśłź'],
  [7, 'ro', '#¤ŢÂŞĂÎıţâşăî'],
])('letters of option %i, of a service in %s', (option, language, letters) => {
  const codes = '#$@[\\]^_`{|}~'
  const wish = { page: 888, language }
  expect(textsOf([page(codes, { option })], wish)).toEqual([letters])
  expect(nationalLetters(15, 7, null).get(0x23)).toBe('£')
})

test('a service says itself of which region its letters are', () => {
  const turkey = line(
    8,
    29,
    Buffer.concat([Buffer.from([0x15]), triplet((2 << 10) | 0), Buffer.alloc(36)]),
  )
  expect(textsOf([[turkey], page('[', { option: 6 })])).toEqual(['Ş'])
})

test('letters that are put in the place of others', () => {
  const [header, row] = page('C e')
  const triplets = [
    // Row 20; at the fourth place ç, at the sixth é, at the fifth one of the supplement.
    triplet(60 | (0x04 << 6)),
    triplet(3 | ((0x10 + 11) << 6) | (0x63 << 11)),
    triplet(5 | ((0x10 + 2) << 6) | (0x65 << 11)),
    triplet(4 | (0x0f << 6) | (0x79 << 11)),
    triplet(63 | (0x1f << 6)),
  ]
  const bytes = Buffer.concat([Buffer.from([0x15]), ...triplets, Buffer.alloc(24)])
  expect(textsOf([[header as Buffer, row as Buffer, line(8, 26, bytes)]])).toEqual(['çøé'])
})

test('nothing that is damaged, cut off or of another kind is thrown over', () => {
  const whole = teletextData([...page('Hello'), fillLine(8)])
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 })), {
        maxLength: 200,
      }),
      fc.nat(whole.length),
      fc.uint8Array({ maxLength: 200 }),
      (damage, length, noise) => {
        const bytes = Buffer.from(whole)
        for (const [at, bits] of damage) bytes[at] = (bytes[at] ?? 0) ^ bits
        const follower = followPage({ page: null, language: 'tr' })
        for (const data of [bytes.subarray(0, length), Buffer.from(noise), bytes]) {
          follower.take(readPackets(data), 0)
        }
      },
    ),
  )
})

test('one wrong bit of a header changes nothing', () => {
  const lines = page('Hello')
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 * 8 - 1 }), (bit) => {
      const [header = Buffer.alloc(0), ...rows] = lines
      const damaged = Buffer.from(header)
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(textsOf([[damaged, ...rows]])).toEqual(['Hello'])
    }),
  )
})

const PLACES = [2, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 16, 17, 18, 19, 20, 21, 22]

/** Three bytes for 18 bits (ETS 300 706, 8.3): each group of places has an odd number of ones. */
function triplet(value: number): Buffer {
  let word = PLACES.reduce((bits, place, at) => bits | (((value >> at) & 1) << place), 0)
  for (const check of [0, 1, 3, 7, 15]) {
    let ones = 0
    for (let place = 0; place < 23; place++) {
      if ((place + 1) & (check + 1) && (word >> place) & 1) ones++
    }
    if (ones % 2 === 0) word |= 1 << check
  }
  if (ones(word) % 2 === 0) word |= 1 << 23
  return Buffer.from([word & 255, (word >> 8) & 255, word >> 16])
}

function ones(word: number): number {
  return word.toString(2).replaceAll('0', '').length
}

function flipped(code: Buffer, bit: number): Buffer {
  const bytes = Buffer.from(code)
  bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  return bytes
}
