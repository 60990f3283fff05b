import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Folder of the built web app. A bundle lies elsewhere than its sources, so it is looked for
 * upwards from this module. Throws a sentence that says what to do when there is none.
 */
export function findBuildDir(from: string = import.meta.url): string {
  for (let folder = dirname(fileURLToPath(from)); ; folder = dirname(folder)) {
    for (const candidate of [join(folder, 'build'), join(folder, 'webapp', 'build')]) {
      if (existsSync(join(candidate, 'server', 'index.js'))) return candidate
    }
    if (folder === dirname(folder)) break
  }
  throw new Error('The web app is not built. Run "npm run build" and start again.')
}
