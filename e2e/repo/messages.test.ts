import ts from 'typescript'
import { expect, test } from 'vitest'
import { nodesOf, parsed, placeOf } from './code.ts'
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

test('what a message is given beside its code is no words of ours: those have no other language', () => {
  const given = speakers.flatMap(({ path, text }) => {
    if (!/\b(?:messageOf|reasonOf)\(/.test(text)) return []
    const nodes = nodesOf(parsed(path))
    const paramsIn = nodes.filter(isCallOfMessage).flatMap((call) => call.arguments.slice(-1))
    const values = paramsIn.flatMap(nodesOf).filter(ts.isObjectLiteralElementLike)
    const named = new Set(values.flatMap(({ name }) => (name ? [name.getText()] : [])))
    // What has a name of its own before it is given, as `detail` has.
    const before = nodes.filter(
      (node) => ts.isVariableDeclaration(node) && named.has(node.name.getText()),
    )
    return [...values, ...before].flatMap(nodesOf).filter(isWords).map(placeOf)
  })
  expect(new Set(given)).toEqual(new Set())
})

function isCallOfMessage(node: ts.Node): node is ts.CallExpression {
  return ts.isCallExpression(node) && /^(messageOf|reasonOf)$/.test(node.expression.getText())
}

/** Two words or more, of text that is written here. */
function isWords(node: ts.Node): boolean {
  const isText = ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateTail(node)
  return isText && /[a-z]{2,} [a-z]{2,}/i.test(node.text)
}

function whereIs(pattern: RegExp): string[] {
  return speakers.filter(({ text }) => pattern.test(text)).map(({ path }) => path)
}
