import { statSync } from 'node:fs'
import { join } from 'node:path'

/** `nobody` on every Linux: an unprivileged owner without creating a system user. */
const NOBODY = 65_534

export type Owner = { uid: number; gid: number }

/**
 * Who runs the server, where this process may not: PostgreSQL refuses root. A database that an
 * ordinary user made stays that user's. Null: the user of this process.
 */
export function ownerOfServer(dataFolder?: string): Owner | null {
  if (process.getuid?.() !== 0) return null
  const made = dataFolder === undefined ? undefined : ownerOf(join(dataFolder, 'PG_VERSION'))
  return made === undefined || made.uid === 0 ? { uid: NOBODY, gid: NOBODY } : made
}

function ownerOf(file: string): Owner | undefined {
  const found = statSync(file, { throwIfNoEntry: false })
  return found && { uid: found.uid, gid: found.gid }
}
