import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { makeFolder } from '../make-folder.ts'

/**
 * The text of a key of one's own, made where there is none, for its owner alone. Of two first starts in
 * one folder one makes it, and both read that.
 *
 * @throws the error of the file system when it can neither be read nor made
 */
export function readOrMakeKey(file: string): { text: string; isNew: boolean } {
  const text = randomBytes(32).toString('base64url')
  try {
    makeFolder(dirname(file))
    writeFileSync(file, `${text}\n`, { mode: 0o600, flag: 'wx' })
    return { text, isNew: true }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    return { text: readFileSync(file, 'utf8').trim(), isNew: false }
  }
}
