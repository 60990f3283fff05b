import { expect, test } from 'vitest'
import { isTest, read, repositoryFiles } from './files.ts'

const sources = repositoryFiles()
  .filter((path) => /^(agent|control-plane)\/.*\.ts$/.test(path) && !isTest(path))
  .filter((path) => !/\/(test|bench)\//.test(path))
  .map((path) => ({ path, text: read(path) }))

const catalogue = sources.filter(({ path }) => /\/contract\/src\/messages\/en\//.test(path))
const codes = catalogue.flatMap(({ text }) =>
  [...text.matchAll(/^ {2}'?([a-z][a-z0-9-]*)'?:/gm)].map(([, code = '']) => code),
)

test('every message of the catalogue is said somewhere', () => {
  expect(codes.length).toBeGreaterThan(150)
  const rest = sources
    .filter(({ path }) => !path.includes('/contract/src/messages/'))
    .map(({ text }) => text)
    .join('\n')
  const isSaid = (code: string) =>
    rest.includes(`'${code}'`) || (/^option-range-/.test(code) && rest.includes('`option-range-'))
  expect(codes.filter((code) => !isSaid(code))).toEqual([])
})

test('a reason is made of the catalogue, never of words written beside its code', () => {
  const written = /class: '(?:network|encoding|resource|fatal)'(?: as const)?,\s*code: '/
  expect(sources.filter(({ text }) => written.test(text)).map(({ path }) => path)).toEqual([])
})
