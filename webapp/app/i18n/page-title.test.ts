import { expect, test } from 'vitest'
import { enPages } from './en-pages.ts'
import { trPages } from './tr-pages.ts'

test.each([
  ['English', enPages.title],
  ['Turkish', trPages.title],
])('every page has a title of its own in %s', (_language, titles) => {
  const texts = Object.values(titles)
  expect(texts.filter((text, at) => text === '' || texts.indexOf(text) !== at)).toEqual([])
})
