import { createHash } from 'node:crypto'
import {
  chmodSync,
  constants,
  copyFileSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { join, relative } from 'node:path'
import { errorCode } from '../error-code.ts'
import { StartProblem } from './start-problem.ts'

/** Only the owner of a file in such a folder may replace it (S_ISVTX, inode(7)). */
const STICKY = 0o1000

/** Folders of root that every user may enter. The last ones may be emptied at any time, by a reboot above all. */
const PARENTS = ['/var/lib', '/var/tmp', '/tmp']

/**
 * A copy of root's programs that every user can run and only root can change; made once for each
 * build of them, and anew when it is not whole. `problemOf` says why a folder cannot be used.
 * Throws a StartProblem when there is no place for one.
 */
export function copyForOthers(
  source: string,
  problemOf: (folder: string) => string | null,
  parents: readonly string[] = PARENTS,
): string {
  const content = contentOf(source)
  const name = `cashbacktv-postgresql-${createHash('sha256').update(content).digest('hex').slice(0, 16)}`
  const problems: string[] = []
  for (const parent of parents) {
    const folder = join(parent, name)
    const problem = placeCopy(source, content, parent, folder) ?? problemOf(folder)
    if (problem === null) return folder
    problems.push(`${folder}: ${problem}`)
  }
  throw new StartProblem(
    `PostgreSQL does not run as root, and no other user can run the programs in ${source}. ` +
      `Copies cannot be used either (${problems.join('; ')}). ` +
      'Move the checkout out of folders closed to others, start as an ordinary user, or set DATABASE_URL.',
  )
}

/** Null when the copy is there and whole. It appears under its name only when it is. */
function placeCopy(source: string, content: string, parent: string, folder: string): string | null {
  try {
    if (!isRoots(parent)) return `${parent} can be changed by others than root`
    const there = lstatSync(folder, { throwIfNoEntry: false })
    if (there !== undefined && !isRoots(folder)) return 'it is there already, and not root’s'
    if (there !== undefined && contentOf(folder) === content) return null
    const draft = mkdtempSync(join(parent, '.cashbacktv-postgresql-'))
    try {
      copyFolder(source, draft)
      removeBroken(folder, content)
      renameSync(draft, folder)
    } finally {
      rmSync(draft, { recursive: true, force: true })
    }
    return null
  } catch (error) {
    // Another start was faster.
    if (errorCode(error) === 'ENOTEMPTY') {
      return contentOf(folder) === content ? null : 'it is being replaced'
    }
    return error instanceof Error ? error.message : String(error)
  }
}

/** Another start may have made it whole meanwhile, and use it. */
function removeBroken(folder: string, content: string): void {
  const there = lstatSync(folder, { throwIfNoEntry: false }) !== undefined
  if (there && contentOf(folder) !== content) rmSync(folder, { recursive: true, force: true })
}

/** Only root can put something else in its place: a folder open to all must at least be sticky. */
function isRoots(folder: string): boolean {
  const { uid, mode } = lstatSync(folder)
  const othersMayWrite = (mode & 0o022) !== 0 && (mode & STICKY) === 0
  return uid === 0 && (mode & constants.S_IFMT) === constants.S_IFDIR && !othersMayWrite
}

/** Path, size or target of all that is below a folder: what a copy that was cut off lacks. */
function contentOf(folder: string): string {
  return entriesOf(folder)
    .map(({ path, stat }) => {
      const says = stat.isSymbolicLink() ? readlinkSync(join(folder, path)) : stat.size
      return stat.isDirectory() ? path : `${path} ${says}`
    })
    .sort()
    .join('\n')
}

function copyFolder(source: string, target: string): void {
  for (const { path, stat } of entriesOf(source)) {
    const [from, to] = [join(source, path), join(target, path)]
    if (stat.isDirectory()) mkdirSync(to)
    else if (stat.isSymbolicLink()) symlinkSync(readlinkSync(from), to)
    else copyFileSync(from, to, constants.COPYFILE_FICLONE)
    // Readable by all whatever the source was, and whatever the umask is.
    if (!stat.isSymbolicLink()) chmodSync(to, (stat.mode & 0o100) === 0 ? 0o644 : 0o755)
  }
  chmodSync(target, 0o755)
}

function entriesOf(folder: string) {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => {
    const path = join(entry.parentPath, entry.name)
    return { path: relative(folder, path), stat: lstatSync(path) }
  })
}
