import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Binaries } from './binaries.ts'
import { StartProblem } from './start-problem.ts'
import { asOwner, makePrivateFolder } from './unprivileged.ts'

const MAJOR = '18'

/** Makes the data folder of a new server, or says what is wrong with the one that is there. */
export function prepareDataFolder(binaries: Binaries, folder: string): void {
  makePrivateFolder(folder)
  const versionFile = join(folder, 'PG_VERSION')
  if (existsSync(versionFile)) {
    const version = readFileSync(versionFile, 'utf8').trim()
    if (version === MAJOR) {
      checkWhole(folder)
      return
    }
    throw new StartProblem(
      `The database in ${folder} was made by PostgreSQL ${version}, this release brings ${MAJOR}. ` +
        'Dump it with the old release and restore it, or point DATABASE_URL at your own server.',
    )
  }
  // An earlier first start may have been killed half way: without PG_VERSION nothing was kept yet.
  rmSync(folder, { recursive: true, force: true })
  makePrivateFolder(folder)
  const settings = [
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C',
    '--no-instructions',
  ]
  const { file, args, uid, gid } = asOwner(
    binaries.initdb,
    ['-D', folder, ...settings],
    [folder, binaries.folder],
  )
  try {
    execFileSync(file, args, { uid, gid, cwd: '/', stdio: 'pipe', timeout: 120_000 })
  } catch (error) {
    const said = String((error as { stderr?: unknown }).stderr ?? error).trim()
    throw new StartProblem(`The database could not be made in ${folder}: ${said}`)
  }
}

function checkWhole(folder: string): void {
  const missing = ['global/pg_control', 'base', 'pg_wal', 'postgresql.conf'].find(
    (part) => !existsSync(join(folder, part)),
  )
  if (missing === undefined) return
  throw new StartProblem(
    `The database in ${folder} is damaged: ${missing} is missing. Restore the folder from a backup, or move it away to begin anew.`,
  )
}
