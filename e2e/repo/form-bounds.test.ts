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
  expect(boundsIn(webapp).length).toBeGreaterThan(5)
  expect(ownBounds(webapp)).toEqual([])
})

test.each([
  '<input max={9} />',
  '<input {...({ max: 9 })} />',
  '<input {...(isShort && { max: 9 })} />',
  'const most = 9; const a = <input {...({ max: most })} />',
  'const max = 9; const a = <input {...({ max })} />',
  'const BOUNDS = { max: 9 }; const a = <input {...BOUNDS} />',
  "const TABLE = { port: { max: 9 } }; const a = <input {...TABLE['port']} />",
  'function boundsOf() { return { max: 9 } }; const a = <input {...boundsOf()} />',
])('a figure is found however it is given: %s', (text) => {
  expect(ownBounds([sourceOf(text)])).toHaveLength(1)
})

test.each([
  '<input {...({ max: LIMITS.max })} />',
  'const AXIS = { max: 9 }; const a = <input {...of(LIMITS)} />',
])('what bounds no field of its own is none: %s', (text) => {
  expect(ownBounds([sourceOf(text)])).toEqual([])
})

function ownBounds(files: readonly ts.SourceFile[]): string[] {
  const figures = new Set(files.flatMap(nodesOf).flatMap(figureNamed))
  const isOwn = (node: ts.Node) =>
    ts.isNumericLiteral(node) ||
    (ts.isStringLiteral(node) && (isProperty(node.parent) || ts.isJsxAttribute(node.parent))) ||
    ts.isRegularExpressionLiteral(node) ||
    (ts.isIdentifier(node) && figures.has(node.text))
  return boundsIn(files)
    .filter((bound) => nodesOf(bound).some(isOwn))
    .map(placeOf)
}

type Bound = ts.JsxAttribute | ts.PropertyAssignment | ts.ShorthandPropertyAssignment

/** Attributes, and what becomes one where an object is spread among attributes, by whichever name it is made. */
function boundsIn(files: readonly ts.SourceFile[]): Bound[] {
  const nodes = files.flatMap(nodesOf)
  const spread = nodes.filter(ts.isJsxSpreadAttribute).flatMap(nodesOf)
  const names = new Set(spread.flatMap((node) => (ts.isIdentifier(node) ? [node.text] : [])))
  const made = nodes.filter(
    (node) =>
      (ts.isVariableDeclaration(node) || ts.isFunctionDeclaration(node)) &&
      names.has(node.name?.getText() ?? ''),
  )
  const inSpread = [...spread, ...made.flatMap(nodesOf)].filter(isProperty)
  const ofObjects = inSpread.filter(({ name }) => BOUNDS.test(name.getText()))
  return [...new Set([...nodes.filter(isBound), ...ofObjects])]
}

function isProperty(node: ts.Node): node is ts.PropertyAssignment | ts.ShorthandPropertyAssignment {
  return ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node)
}

function isBound(node: ts.Node): node is Bound {
  if (ts.isPropertyAssignment(node)) {
    return LENGTHS.test(node.name.getText()) && node.getSourceFile().fileName.endsWith('.tsx')
  }
  return ts.isJsxAttribute(node) && BOUNDS.test(node.name.getText())
}

function sourceOf(text: string): ts.SourceFile {
  return ts.createSourceFile('made.tsx', text, ts.ScriptTarget.Latest, true)
}

/** The name of a constant that is a figure. */
function figureNamed(node: ts.Node): string[] {
  const isFigure =
    ts.isVariableDeclaration(node) &&
    node.initializer !== undefined &&
    ts.isNumericLiteral(node.initializer)
  return isFigure ? [node.name.getText()] : []
}
