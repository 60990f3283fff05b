import fc from 'fast-check'
import { expect, test } from 'vitest'
import { storageProblem } from './storable.ts'

test('text of any language, control characters and any JSON of ours is fine', () => {
  const odd = ['İstanbul', '日本', '👩‍👩‍👧', '\u202e', '\u0001\u001b[31m', '\ufeff', '']
  expect(storageProblem({ odd, deep: { list: [1, null, true] } })).toBeNull()
  expect(storageProblem(undefined)).toBeNull()
})

test.each([
  ['a\0b', ''],
  [{ name: '\ud800' }, 'name'],
  [{ sources: [{ url: 'x' }, { url: '\0' }] }, 'sources.1.url'],
  [{ a: { 'b\0': 1 } }, 'a'],
  [{ since: '0000-01-01T00:00:00Z' }, 'since'],
])('%j names %j', (input, path) => {
  expect(storageProblem(input)?.path).toBe(path)
})

test('nesting without end is told and not followed', () => {
  expect(storageProblem(JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`))).not.toBeNull()
})

test('whatever it lets through survives UTF-8', () => {
  const text = fc.string({ unit: 'binary' })
  fc.assert(
    fc.property(text, (value) => {
      if (storageProblem(value)) return
      expect(Buffer.from(value, 'utf8').toString('utf8')).toBe(value)
    }),
  )
})
