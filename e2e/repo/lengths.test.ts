import ts from 'typescript'
import { expect, test } from 'vitest'
import { lineOf, nodesOf, parsed, placeOf } from './code.ts'
import { isTest, repositoryFiles } from './files.ts'

const MOST_LINES = 80
/** Of these most is markup, which reads in one go. */
const MOST_LINES_OF_COMPONENT = 100
/** Each says that its author knows better than the compiler. */
const MOST_CASTS = 43

const product = repositoryFiles()
  .filter((path) => /\.(ts|tsx|mjs)$/.test(path) && !path.endsWith('.d.ts'))
  .filter((path) => !isTest(path) && !path.startsWith('e2e/'))
  .map((path) => ({ path, source: parsed(path) }))

test('no function does more than one thing', () => {
  expect(product.flatMap(({ path, source }) => longFunctions(path, source))).toEqual([])
})

test('types are proven, with few exceptions', () => {
  const casts = product.flatMap(({ source }) =>
    nodesOf(source)
      .filter((node) => ts.isAsExpression(node) && node.type.getText(source) !== 'const')
      .map(placeOf),
  )
  expect(casts.length, casts.join('\n')).toBeLessThanOrEqual(MOST_CASTS)
})

function longFunctions(path: string, source: ts.SourceFile): string[] {
  return nodesOf(source).flatMap((node) => {
    if (!ts.isFunctionLike(node) || !('body' in node) || !node.body) return []
    const from = lineOf(source, node.getStart(source))
    const lines = lineOf(source, node.end) - from + 1
    const name = nameOf(node, source)
    const isComponent = path.endsWith('.tsx') && /^[A-Z]/.test(name)
    const most = isComponent ? MOST_LINES_OF_COMPONENT : MOST_LINES
    return lines > most ? [`${path}:${from} ${name} has ${lines} lines`] : []
  })
}

function nameOf(node: ts.Node, source: ts.SourceFile): string {
  // A component may be wrapped, as by memo: the constant has its name then.
  for (let at: ts.Node = node; at && !ts.isBlock(at); at = at.parent) {
    if (ts.isFunctionDeclaration(at) && at.name) return at.name.getText(source)
    if (ts.isFunctionExpression(at) && at.name) return at.name.getText(source)
    if (ts.isVariableDeclaration(at)) return at.name.getText(source)
    if (ts.isMethodDeclaration(at) || ts.isPropertyAssignment(at)) return at.name.getText(source)
  }
  return ''
}
