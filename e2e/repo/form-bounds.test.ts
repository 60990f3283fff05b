import ts from 'typescript'
import { expect, test } from 'vitest'
import { nodesOf, parsed, placeOf } from './code.ts'
import { isTest, repositoryFiles } from './files.ts'

/** What an input is bounded by. A step is how finely it is set by hand, of which the contract says nothing. */
const BOUNDS = /^(min|max|minLength|maxLength|pattern)$/
/** Those that are bounds in objects too, of which attributes are made. */
const LENGTHS = /^(minLength|maxLength)$/

const webapp = repositoryFiles()
  .filter((path) => /^webapp\/app\/.*\.tsx?$/.test(path) && !isTest(path))
  .map(parsed)

test('no form bounds a field by figures of its own: they are those of the contract', () => {
  const figures = new Set(webapp.flatMap(nodesOf).flatMap(figureNamed))
  const bounds = webapp.flatMap((file) => nodesOf(file).filter(isBound))
  expect(bounds.length).toBeGreaterThan(5)
  const isOwn = (node: ts.Node) =>
    ts.isNumericLiteral(node) ||
    (ts.isStringLiteral(node) && isBound(node.parent)) ||
    ts.isRegularExpressionLiteral(node) ||
    (ts.isIdentifier(node) && figures.has(node.text))
  expect(bounds.filter((bound) => nodesOf(bound).some(isOwn)).map(placeOf)).toEqual([])
})

function isBound(node: ts.Node): node is ts.JsxAttribute | ts.PropertyAssignment {
  if (ts.isPropertyAssignment(node)) {
    return LENGTHS.test(node.name.getText()) && node.getSourceFile().fileName.endsWith('.tsx')
  }
  return ts.isJsxAttribute(node) && BOUNDS.test(node.name.getText())
}

/** The name of a constant that is a figure. */
function figureNamed(node: ts.Node): string[] {
  const isFigure =
    ts.isVariableDeclaration(node) &&
    node.initializer !== undefined &&
    ts.isNumericLiteral(node.initializer)
  return isFigure ? [node.name.getText()] : []
}
