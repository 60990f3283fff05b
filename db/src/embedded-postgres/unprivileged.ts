import { chownSync, existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { StartProblem } from './start-problem.ts'

/** `nobody` on every Linux: an unprivileged owner without creating a system user. */
const NOBODY = 65_534

export type Command = { file: string; args: string[]; uid?: number; gid?: number }

/** Who runs the server: PostgreSQL refuses root, so root hands its data folder to `nobody`. */
export function ownerOfServer(): { uid: number; gid: number } | null {
  return process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : null
}

/** Makes a folder only the server's owner may enter. */
export function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const owner = ownerOfServer()
  if (owner !== null) chownSync(folder, owner.uid, owner.gid)
}

/**
 * How to run a program as the server's owner. Below a folder that others may not enter, such as
 * root's home, it keeps the one right it needs there: to pass through.
 */
export function asOwner(file: string, args: string[], reaches: readonly string[]): Command {
  const owner = ownerOfServer()
  if (owner === null) return { file, args }
  if ([file, ...reaches].every(isOpenToOthers)) return { file, args, ...owner }
  const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find(existsSync)
  if (setpriv === undefined) {
    throw new StartProblem(
      `PostgreSQL does not run as root, and ${dirname(file)} cannot be entered by another user. ` +
        'Move the checkout and DATA_DIR out of folders closed to others, start as an ordinary user, or set DATABASE_URL.',
    )
  }
  const passThrough = '+dac_override,+dac_read_search'
  const drop = [`--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups']
  const keep = [`--inh-caps=${passThrough}`, `--ambient-caps=${passThrough}`]
  return { file: setpriv, args: [...drop, ...keep, '--', file, ...args] }
}

function isOpenToOthers(path: string): boolean {
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false
  }
  return true
}
