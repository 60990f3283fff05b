import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { makePrivateFolder } from './unprivileged.ts'

/** A unix socket's path holds 107 bytes, `/.s.PGSQL.5432` takes 14 of them (unix(7)). */
const LONGEST_FOLDER = 107 - 14

/** The folder of the server's socket: beside its data, or below /tmp where that path is too long. */
export function prepareSocketFolder(dataFolder: string): string {
  const beside = `${dataFolder}-socket`
  const name = createHash('sha256').update(dataFolder).digest('hex').slice(0, 16)
  const folder = Buffer.byteLength(beside) <= LONGEST_FOLDER ? beside : join('/tmp', `cbtv-${name}`)
  makePrivateFolder(folder)
  return folder
}
