import { chownSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import type { Owner } from './unprivileged.ts'

/** A unix socket's path holds 107 bytes, `/.s.PGSQL.5432` takes 14 of them (unix(7)). */
const LONGEST_FOLDER = 107 - 14

/** Where the server puts its socket, as it is told: among its data, or below /tmp where that path is too long. */
export function prepareSocketFolder(dataFolder: string, owner: Owner | null): string {
  if (Buffer.byteLength(dataFolder) <= LONGEST_FOLDER) return '.'
  // A name that cannot be foreseen, since anybody may write there.
  const folder = mkdtempSync(join('/tmp', 'cbtv-'))
  if (owner !== null) chownSync(folder, owner.uid, owner.gid)
  return folder
}
