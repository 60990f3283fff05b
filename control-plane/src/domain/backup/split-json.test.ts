import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parsePart, splitObject, textOf } from './split-json.ts'

const MOST = { depth: 9, values: 1000, text: 10_000, escapes: 10_000 }
const BOUNDS = { lists: new Map([['list', MOST]]), parts: 100, field: MOST }

/** Damage can turn the brackets of a text into lists that nest deeper than the bounds of the others allow. */
const DEEP = { ...MOST, depth: 10_000 }
const ROOMY = { lists: new Map([['list', DEEP]]), parts: 10_000, field: DEEP }

/** What JSON.parse makes of a text, put together from its parts; null where it is no JSON. */
function joined(text: string, bounds = BOUNDS): unknown {
  const bytes = new TextEncoder().encode(text)
  const work = splitObject(bytes, bounds)
  let step = work.next()
  while (!step.done) step = work.next()
  const split = step.value
  if (split.kind !== 'object') return split.kind
  const read = [...split.fields].map(([name, part]) => [name, parsePart(bytes, part)] as const)
  const lists = [...split.lists].map(
    ([name, parts]) => [name, parts.map((part) => parsePart(bytes, part))] as const,
  )
  if ([...read.map(([, one]) => one), ...lists.flatMap(([, all]) => all)].includes(null)) {
    return 'broken'
  }
  return Object.fromEntries([
    ...read.map(([name, one]) => [name, one?.value]),
    ...lists.map(([name, all]) => [name, all.map((one) => one?.value)]),
  ])
}

/** What the parser says. */
function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : 'other'
  } catch {
    return 'broken'
  }
}

const field = fc.oneof(fc.constantFrom('list', 'a', '__proto__', 'ğ"\\'), fc.string())
const object = fc.dictionary(field, fc.jsonValue({ maxDepth: 3 }))

it('says what JSON.parse says, in parts', () => {
  fc.assert(
    fc.property(object, fc.boolean(), (value, isPretty) => {
      const text = JSON.stringify(value, null, isPretty ? 2 : 0)
      expect(joined(text)).toEqual(parsed(text))
    }),
  )
})

it('takes nothing for JSON that the parser does not', () => {
  const cut = fc.tuple(
    object,
    fc.nat(),
    fc.constantFrom('', ',', '}', ']', '{', '[', '"', ':', '1'),
  )
  fc.assert(
    fc.property(cut, ([value, at, put]) => {
      const text = JSON.stringify({ list: [1, value], ...value })
      const from = at % (text.length + 1)
      const damaged = text.slice(0, from) + put + text.slice(from + (at % 2))
      const known = parsed(damaged)
      const told = joined(damaged, ROOMY)
      if (told === 'other') expect(damaged.trimStart().startsWith('{')).toBe(false)
      else expect(told).toEqual(known)
    }),
    { numRuns: 1000 },
  )
})

it.each([
  ['{}', {}],
  [' { "list" : [ ] , "a" : 1 } ', { list: [], a: 1 }],
  ['{"list":[1,{"b":[2,3]}],"a":[4,5]}', { list: [1, { b: [2, 3] }], a: [4, 5] }],
  ['{"a":1,"a":2,"list":1,"list":[3]}', { a: 2, list: [3] }],
  ['[{}]', 'other'],
  [' "{}"', 'other'],
  ['-1', 'other'],
  ['null', 'other'],
  ['', 'broken'],
  [' \n', 'broken'],
  ['\ufeff{}', 'broken'],
  ['\u001f\u008b{}', 'broken'],
  ['<html>', 'broken'],
  ['{"a":\ufeff1}', 'broken'],
  ['{"list":[1,]}', 'broken'],
  ['{"list":[1}]', 'broken'],
  ['{"a":1} 2', 'broken'],
  ['{"a"', 'broken'],
  [`{"a":${'['.repeat(10)}`, 'too-much'],
  [`{"list":[${'1,'.repeat(100)}1]}`, 'too-much'],
  [`{"list":[[${'1,'.repeat(1000)}1]]}`, 'too-much'],
])('%s', (text, expected) => {
  expect(joined(text)).toEqual(expected)
})

/** A text in the pieces that it is read in, put together. */
function text(bytes: Uint8Array): string | null {
  const work = textOf(bytes, { from: 0, to: bytes.length })
  let step = work.next()
  while (!step.done) step = work.next()
  return step.value?.join('') ?? null
}

it('reads a text of several pieces as the parser does, wherever they end', () => {
  const MB = 1024 * 1024
  const end = fc.constantFrom(
    'a',
    'ğ',
    '😀',
    '\\u011f',
    '\\ud83d\\ude00',
    '\\n',
    '\\\\',
    '\\"',
    '\\/',
  )
  fc.assert(
    fc.property(fc.nat({ max: 12 }), fc.array(end, { maxLength: 20 }), (before, ends) => {
      const written = `"${'x'.repeat(MB - before)}${ends.join('')}${'y'.repeat(MB - 3)}ğ${ends.join('')}" `
      expect(text(new TextEncoder().encode(written))).toBe(JSON.parse(written))
    }),
    { numRuns: 50 },
  )
})

it.each(['1', '["a"]', '"a', '"a" 1', '"a"b"', '"\\x"', '"\\u12"', '"\n"', ''])(
  'takes %j for no text',
  (written) => {
    expect(text(new TextEncoder().encode(written))).toBeNull()
  },
)
