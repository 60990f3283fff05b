import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { root } from './root.mjs'
import { hashOf } from './stamp.mjs'

const SKIPPED = new Set(['node_modules', 'dist', 'build', 'test', '.data', '.vite'])

/** One hash over every file that a build of these folders and files reads; tests do not count. */
export function hashOfSources(paths) {
  const files = paths.flatMap((path) => filesAt(join(root, path))).sort()
  return hashOf(...files.flatMap((file) => [relative(root, file), readFileSync(file)]))
}

function filesAt(path) {
  return statSync(path).isDirectory() ? listFiles(path) : [path]
}

function listFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.has(entry.name) || /\.(test|spec)\.tsx?$/.test(entry.name)) return []
    const path = join(folder, entry.name)
    return entry.isDirectory() ? listFiles(path) : [path]
  })
}
