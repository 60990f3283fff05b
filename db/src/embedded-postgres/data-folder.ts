import { execFileSync } from 'node:child_process'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { errorCode } from '../error-code.ts'
import { type Binaries, ENVIRONMENT } from './binaries.ts'
import { StartProblem } from './start-problem.ts'
import type { Owner } from './unprivileged.ts'

const MAJOR = '18'

/**
 * How PostgreSQL is told its data folder. It is started inside it: whoever runs it need not be able
 * to enter the folders above, and keeps no right beyond its own data.
 */
export const WHERE_IT_IS = '/proc/self/cwd'

/** The one true path of the database below `dataDir`, whatever links lead there. */
export function locateDataFolder(dataDir: string): string {
  const folder = resolve(dataDir, 'postgres')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return realpathSync(folder)
}

/** Makes the data folder of a new server, or says what is wrong with the one that is there. */
export function prepareDataFolder(binaries: Binaries, folder: string, owner: Owner | null): void {
  const unfinished = `${folder}.unfinished`
  // An earlier first start may have been killed half way: nothing was kept yet.
  if (existsSync(unfinished)) empty(folder)
  const names = list(folder)
  const isNew = names.length === 0
  if (!isNew) checkVersion(folder, names)
  if (owner !== null && statSync(folder).uid !== owner.uid) chownSync(folder, owner.uid, owner.gid)
  if (!isNew) checkWhole(folder)
  else {
    writeFileSync(unfinished, '')
    initialise(binaries, folder, owner)
    rmSync(unfinished)
  }
}

function initialise(binaries: Binaries, folder: string, owner: Owner | null): void {
  const settings = ['-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-instructions']
  const args = ['-D', WHERE_IT_IS, '-U', 'postgres', ...settings]
  try {
    const how = { cwd: folder, env: ENVIRONMENT, stdio: 'pipe', timeout: 120_000 } as const
    execFileSync(binaries.initdb, args, { ...owner, ...how })
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? error.stderr : error
    throw new StartProblem(`The database could not be made in ${folder}: ${String(said).trim()}`)
  }
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    throw new StartProblem(
      `The database in ${folder} cannot be read (${errorCode(error)}): another user made it. Start as that user, or as root.`,
    )
  }
}

function empty(folder: string): void {
  for (const name of list(folder)) rmSync(join(folder, name), { recursive: true, force: true })
}

function checkVersion(folder: string, names: string[]): void {
  if (!names.includes('PG_VERSION')) {
    throw new StartProblem(
      `${folder} is not empty, and there is no database in it. Move what is there away, or give DATA_DIR another folder.`,
    )
  }
  const version = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim()
  if (version === MAJOR) return
  throw new StartProblem(
    `The database in ${folder} was made by PostgreSQL ${version}, this release brings ${MAJOR}. ` +
      'Dump it with the old release and restore it, or point DATABASE_URL at your own server.',
  )
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
