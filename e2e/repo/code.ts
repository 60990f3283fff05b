import ts from 'typescript'
import { read } from './files.ts'

/** A file of TypeScript as the compiler reads it. */
export function parsed(path: string): ts.SourceFile {
  return ts.createSourceFile(path, read(path), ts.ScriptTarget.Latest, true)
}

/** A node and all that is within it. */
export function nodesOf(root: ts.Node): ts.Node[] {
  const nodes: ts.Node[] = []
  const walk = (node: ts.Node) => {
    nodes.push(node)
    ts.forEachChild(node, walk)
  }
  walk(root)
  return nodes
}

/** Where it is written, as in `webapp/app/root.tsx:12`. */
export function placeOf(node: ts.Node): string {
  const source = node.getSourceFile()
  return `${source.fileName}:${lineOf(source, node.getStart(source))}`
}

/** From 1. */
export function lineOf(source: ts.SourceFile, position: number): number {
  return source.getLineAndCharacterOfPosition(position).line + 1
}
