import fc from 'fast-check'
import { expect, it } from 'vitest'
import { endOfText, exceedsBounds } from './json-shape.ts'

const MOST = { depth: 3, values: 10, text: 100, escapes: 5 }
const exceeds = (text: string, most = MOST) => exceedsBounds(Buffer.from(text), most)

it('lets through what is within bounds, and text that only looks like structure', () => {
  expect(exceeds('{"a":[1,2,{"b":3}]}')).toBe(false)
  expect(exceeds(JSON.stringify('[[[[[[,,,,,,,,,,,,,"\\'))).toBe(false)
})

it('refuses what is deeper or has more values', () => {
  expect(exceeds('[[[[1]]]]')).toBe(true)
  expect(exceeds('[1,2,3,4,5,6,7,8,9,10]')).toBe(true)
})

it('refuses long texts, many escapes and numbers of more digits than any', () => {
  expect(exceeds(`["${'a'.repeat(99)}",${'9'.repeat(400)}]`)).toBe(false)
  expect(exceeds(`"${'a'.repeat(100)}"`)).toBe(true)
  expect(exceeds(`"${'\\n'.repeat(6)}"`)).toBe(true)
  expect(exceeds('9'.repeat(401))).toBe(true)
  expect(exceeds('1e400')).toBe(false)
})

it('stops looking where the parser stops', () => {
  expect(exceeds(`1,${'['.repeat(100)}`)).toBe(false)
  expect(exceeds(`}${'['.repeat(100)}`)).toBe(false)
})

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  return 1 + Math.max(0, ...Object.values(value).map(depthOf))
}

it('counts depth as it is, whatever the texts in it', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), fc.boolean(), (value, isPretty) => {
      const text = JSON.stringify(value, null, isPretty ? 2 : 0)
      const depth = depthOf(value)
      expect(exceeds(text, { depth, values: 1e9, text: 1e9, escapes: 1e9 })).toBe(false)
      if (depth > 0)
        expect(exceeds(text, { depth: depth - 1, values: 1e9, text: 1e9, escapes: 1e9 })).toBe(true)
    }),
  )
})

it('finds the end of a text, however long it is and whatever is escaped in it', () => {
  const part = fc.constantFrom('a', '\\"', '\\\\', 'ğ', 'x'.repeat(999), '{', ',')
  fc.assert(
    fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
      const bytes = Buffer.from(`"${parts.join('')}"]"`)
      const escapes = parts.filter((one) => one.startsWith('\\')).length
      expect(endOfText(bytes, 0, bytes.length)).toEqual({
        end: bytes.length - 3,
        escapes,
        isEnd: true,
      })
    }),
  )
})
