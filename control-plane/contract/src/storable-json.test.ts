import fc from 'fast-check'
import { expect, test } from 'vitest'
import { storableJson } from './storable-json.ts'

/** PostgreSQL takes neither as text nor in JSON. */
const isStorable = (value: unknown) => !/\\u(?:0000|d[89a-f])/.test(JSON.stringify(value))
const read = (text: string): unknown => JSON.parse(storableJson(text))

test.each([
  ['"cut \\ud83d"', 'cut \ufffd'],
  ['"\\uDE00 cut"', '\ufffd cut'],
  ['"\\ud83d\\ud83d\\ude00"', '\ufffd😀'],
  ['"\\u0000"', '\ufffd'],
  ['"\\ud83d\\ude00 and 😀"', '😀 and 😀'],
  ['"a path \\\\ud83d"', 'a path \\ud83d'],
  ['"\\\\\\ud83d"', '\\\ufffd'],
  ['"\\u0001\\n\\u0041"', '\u0001\nA'],
])('%s is read as %j', (text, value) => {
  expect(read(text)).toBe(value)
})

test('whatever a text is it can be kept afterwards, and what could be is as it was', () => {
  const any = fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }))
  fc.assert(
    fc.property(any, (value) => {
      const kept = read(JSON.stringify(value))
      if (isStorable(value)) expect(kept).toEqual(value)
      else expect(isStorable(kept)).toBe(true)
    }),
  )
})
