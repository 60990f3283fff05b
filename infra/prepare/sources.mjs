import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { root } from './root.mjs'
import { hashOf } from './stamp.mjs'

const SKIPPED = new Set(['node_modules', 'dist', 'build', 'test', '.data', '.vite'])

/** One hash over every file that a build of these folders reads; tests do not count. */
export function hashOfSources(folders) {
  const files = folders.flatMap((folder) => listFiles(join(root, folder))).sort()
  return hashOf(...files.flatMap((file) => [relative(root, file), readFileSync(file)]))
}

function listFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.has(entry.name) || /\.(test|spec)\.tsx?$/.test(entry.name)) return []
    const path = join(folder, entry.name)
    return entry.isDirectory() ? listFiles(path) : [path]
  })
}
