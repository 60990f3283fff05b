import { createHash } from 'node:crypto'
import { type Backup, type BackupPicture, messageOf } from '@cashbacktv/contract'
import { readBackupFile } from '../../domain/backup-file.ts'
import { fieldError } from '../../domain/errors.ts'
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
  const bytes = Buffer.from(content, 'base64')
  const isWhole = createHash('sha256').update(bytes).digest('hex') === sha256
  if (isWhole && (await outside.isOurPicture(bytes, size))) return
  throw fieldError(`pictures.${index}.content`, messageOf('backup-picture-damaged'))
}
