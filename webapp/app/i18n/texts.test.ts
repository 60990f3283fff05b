import { AUDIT_ACTIONS } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { en } from './en.ts'
import { enPages } from './en-pages.ts'
import { tr } from './tr.ts'
import { trPages } from './tr-pages.ts'
import { nodeAt } from './translate.ts'

const flatEn = flatten({ ...en, ...enPages })
const flatTr = flatten({ ...tr, ...trPages })

test('a group of texts is of the first page or of the others, never of both', () => {
  expect(Object.keys(en).filter((name) => name in enPages)).toEqual([])
})

test('both languages have exactly the same keys', () => {
  expect([...flatTr.keys()].sort()).toEqual([...flatEn.keys()].sort())
})

test('a text has the same placeholders in both languages', () => {
  for (const [key, text] of flatEn) {
    expect({ key, placeholders: placeholders(flatTr.get(key) ?? '') }).toEqual({
      key,
      placeholders: placeholders(text),
    })
  }
})

test('every text is found by its key, one whose name has dots too', () => {
  const texts = { ...en, ...enPages }
  const lost = [...flatEn].filter(([key, text]) => nodeAt(texts, key) !== text)
  expect(lost).toEqual([])
})

test('every act that is written down has words of its own', () => {
  expect(AUDIT_ACTIONS.filter((action) => !flatEn.has(`act.${action}`))).toEqual([])
})

test('no text is empty', () => {
  for (const [key, text] of [...flatEn, ...flatTr]) expect(text.trim(), key).not.toBe('')
})

function flatten(texts: object, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[`${prefix}${key}`, value] as const]
        : [...flatten(value, `${prefix}${key}.`)],
    ),
  )
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').sort()
}
