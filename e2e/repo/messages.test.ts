import { expect, test } from 'vitest'
import { isTest, read, repositoryFiles } from './files.ts'

const sources = repositoryFiles()
  .filter((path) => /^(agent|control-plane|webapp)\/.*\.tsx?$/.test(path) && !isTest(path))
  .filter((path) => !/\/(test|bench)\//.test(path))
  .map((path) => ({ path, text: read(path) }))

const isRoom = (path: string) => /\/contract\/src\/messages\/(en|tr)\//.test(path)
/** Of a page itself, which is no message of the API. */
const isText = (path: string) => /\/texts\/|\/i18n\/(en|tr)\.ts$/.test(path)
const speakers = sources.filter(({ path }) => !isRoom(path) && !isText(path))

const catalogue = sources.filter(({ path }) => /\/contract\/src\/messages\/en\//.test(path))
const codes = catalogue.flatMap(({ text }) =>
  [...text.matchAll(/^ {2}'?([a-z][a-z0-9-]*)'?:/gm)].map(([, code = '']) => code),
)

test('every message of the catalogue is said somewhere', () => {
  expect(codes.length).toBeGreaterThan(330)
  const rest = speakers.map(({ text }) => text).join('\n')
  const begun = [...rest.matchAll(/`((?:[a-z]+-)+)\$\{\w+\}`/g)].map(([, begin = '']) => begin)
  const isSaid = (code: string) =>
    rest.includes(`'${code}'`) || begun.some((begin) => code.startsWith(begin))
  expect(codes.filter((code) => !isSaid(code))).toEqual([])
})

test('a reason is made of the catalogue, never of words written beside its code', () => {
  const written = /class: '(?:network|encoding|resource|fatal)'(?: as const)?,\s*code: '/
  expect(whereIs(written)).toEqual([])
})

test('an error, and what a schema says, is a code of the catalogue and never a sentence', () => {
  const thrown = /\b(?:DomainError|fieldError|errorAt|TRPCError|linkRefusal)\([^)]*['"`][A-Z][a-z]/
  const said = /\b(?:error|message|said): *(?:'[^'\n]* [^'\n]*'|`[^`]* [^`]*`)/
  expect(whereIs(thrown)).toEqual([])
  expect(whereIs(said)).toEqual([])
})

test('no table of sentences stands beside the catalogue', () => {
  const named = sources.filter(({ path }) => /sentences?\.tsx?$/.test(path)).map(({ path }) => path)
  expect(named).toEqual(['agent/src/link/error-sentence.ts'])
})

function whereIs(pattern: RegExp): string[] {
  return speakers.filter(({ text }) => pattern.test(text)).map(({ path }) => path)
}
