import { createHash } from 'node:crypto'
import { type Backup, type BackupPicture, messageOf } from '@cashbacktv/contract'
import { readBackupFile } from '../../domain/backup-file.ts'
import { fieldError } from '../../domain/errors.ts'
import type { Steps } from '../../domain/steps.ts'
import { inTurns } from '../../in-turns.ts'
import type { Outside } from '../../outside/outside.ts'

/** Somebody waits for a restore, too: it gives everybody else a turn, and waits for none. */
const IN_BETWEEN = { whenNone: (_ms: number, goOn: () => void) => goOn() }

/**
 * A file as a backup, or what is wrong with it and where, in short turns.
 *
 * @throws DomainError `validation_failed`, with paths in the file; `bad_request` for what is no JSON
 */
export async function parseBackup(
  outside: Pick<Outside, 'isOurPicture'>,
  file: Uint8Array,
): Promise<Backup> {
  const backup = await inTurns(readBackupFile(file), IN_BETWEEN)
  for (const [index, picture] of backup.pictures.entries()) {
    await checkPicture(outside, picture, index)
  }
  return backup
}

/** It goes by the rules of a picture that is uploaded, and is one that we have made. */
async function checkPicture(
  outside: Pick<Outside, 'isOurPicture'>,
  { content, sha256, ...size }: BackupPicture,
  index: number,
) {
  const decoded = await inTurns(decode(content), IN_BETWEEN)
  const isWhole = decoded?.sha256 === sha256
  if (decoded && isWhole && (await outside.isOurPicture(decoded.bytes, size))) return
  throw fieldError(`pictures.${index}.content`, messageOf('backup-picture-damaged'))
}

/** Letters of base64 that are decoded in one go; four of them are three bytes. */
const STEP = 1024 * 1024

/** The bytes that base64 stands for, with their hash; null where some of it is no base64. */
function* decode(content: string): Steps<{ bytes: Buffer; sha256: string } | null> {
  const bytes = Buffer.allocUnsafe(Buffer.byteLength(content, 'base64'))
  const hash = createHash('sha256')
  let to = 0
  for (let from = 0; from < content.length; from += STEP) {
    const piece = content.slice(from, from + STEP)
    const size = bytes.write(piece, to, 'base64')
    // Decoding leaves out what is no letter of it.
    if (size !== Buffer.byteLength(piece, 'base64')) return null
    hash.update(bytes.subarray(to, to + size))
    to += size
    yield
  }
  return { bytes: bytes.subarray(0, to), sha256: hash.digest('hex') }
}
