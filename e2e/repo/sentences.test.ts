import ts from 'typescript'
import { expect, test } from 'vitest'
import { nodesOf, parsed, placeOf } from './code.ts'
import { repositoryFiles } from './files.ts'

/** Fewer words are no sentence, but the name of a thing: the same wherever the thing is named. */
const LEAST_WORDS = 3

const files = repositoryFiles().filter((path) => languageOf(path) !== null)

test('a sentence has one home, in whichever catalogue or texts of a page it stands', () => {
  expect(files.length).toBeGreaterThan(120)
  const said = new Map<string, { file: string; place: string; text: string }[]>()
  for (const file of files) {
    for (const node of nodesOf(parsed(file)).filter(isText)) {
      const words = wordsOf(node.text, languageOf(file) ?? 'en')
      if (words.length < LEAST_WORDS) continue
      const key = `${languageOf(file)}: ${words.join(' ')}`
      said.set(key, [...(said.get(key) ?? []), { file, place: placeOf(node), text: node.text }])
    }
  }
  const twice = [...said].filter(([, places]) => {
    const isSentence = places.some(({ text }) => /[.!?]$/.test(text))
    return isSentence && new Set(places.map(({ file }) => file)).size > 1
  })
  expect(twice.map(([key, places]) => [key, ...places.map(({ place }) => place)])).toEqual([])
})

function languageOf(path: string): 'en' | 'tr' | null {
  const catalogue = /\/contract\/src\/messages\/(en|tr)\/[\w-]+\.ts$/.exec(path)
  const page = /^webapp\/app\/(?:features\/[\w-]+\/texts|i18n)\/(en|tr)(?:-[\w-]+)?\.ts$/.exec(path)
  const found = (catalogue ?? page)?.[1]
  return found === 'en' || found === 'tr' ? found : null
}

/** A value of a table of texts, in one piece. */
function isText(node: ts.Node): node is ts.StringLiteralLike {
  return ts.isStringLiteralLike(node) && ts.isPropertyAssignment(node.parent)
}

/** Without what is set around them, and as a dictionary has them. */
function wordsOf(text: string, language: string): string[] {
  return text.toLocaleLowerCase(language).match(/[\p{L}\p{N}{}_:]+/gu) ?? []
}
