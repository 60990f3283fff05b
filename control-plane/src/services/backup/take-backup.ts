import { createHash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { type BackupFile, type BackupPictureHead, messageOf } from '@cashbacktv/contract'
import { readBackupFile } from '../../domain/backup/backup-file.ts'
import { HELD_OF_BACKUP } from '../../domain/backup/backup-parts.ts'
import { readPicture } from '../../domain/backup/backup-picture.ts'
import { TEXT_STEP } from '../../domain/backup/json-shape.ts'
import { separatePictures } from '../../domain/backup/separate-pictures.ts'
import { DomainError, fieldError } from '../../domain/errors.ts'
import type { Steps } from '../../domain/steps.ts'
import { IN_BETWEEN, inTurns } from '../../in-turns.ts'
import type { Outside } from '../../outside/outside.ts'

/** A picture that is what its hash and its size say. */
export type CheckedPicture = { head: BackupPictureHead; bytes: Buffer }
type KeepPicture = (picture: CheckedPicture) => Promise<void>

/**
 * A file as a backup, or what is wrong with it and where, in short turns. It is taken as it comes: each picture
 * is handed on to be kept once it was checked, and none is held but that.
 *
 * @throws DomainError `validation_failed`, with paths in the file; `bad_request` for what is no JSON
 */
export async function takeBackup(
  outside: Pick<Outside, 'isOurPicture'>,
  file: AsyncIterable<Uint8Array>,
  keep: KeepPicture,
): Promise<BackupFile> {
  const parts = separatePictures(HELD_OF_BACKUP)
  const pictures: BackupPictureHead[] = []
  let wrong: DomainError | null = null
  for await (const bytes of inSteps(file)) {
    for (const picture of parts.push(bytes)) {
      if (wrong) continue
      try {
        const checked = await checkPicture(outside, picture, pictures.length)
        await keep(checked)
        pictures.push(checked.head)
      } catch (error) {
        if (!(error instanceof DomainError)) throw error
        // Of a file of another format that is to be said.
        wrong = error
      }
    }
  }
  const backup = await inTurns(readBackupFile(parts.rest(), pictures), IN_BETWEEN)
  if (wrong) throw wrong
  return backup
}

/** As much as is looked at in one turn; what is small comes in turns by itself. */
async function* inSteps(file: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const bytes of file) {
    for (let from = 0; from < bytes.length; from += TEXT_STEP) {
      yield bytes.subarray(from, from + TEXT_STEP)
      if (bytes.length > TEXT_STEP) await nextTurn()
    }
  }
}

/** It goes by the rules of a picture that is uploaded, and is one that we have made. */
async function checkPicture(
  outside: Pick<Outside, 'isOurPicture'>,
  json: Uint8Array,
  index: number,
): Promise<CheckedPicture> {
  const { head, pieces } = await inTurns(readPicture(json, index), IN_BETWEEN)
  const decoded = await inTurns(decode(pieces), IN_BETWEEN)
  const { sha256, width, height } = head
  const isWhole = decoded?.sha256 === sha256
  if (decoded && isWhole && (await outside.isOurPicture(decoded.bytes, { width, height }))) {
    return { head, bytes: decoded.bytes }
  }
  throw fieldError(`pictures.${index}.content`, messageOf('backup-picture-damaged'))
}

/** Letters of base64 that stand for whole bytes: three of them. */
const GROUP = 4

/** The bytes that pieces of base64 stand for, with their hash; null where some of it is no base64. */
function* decode(pieces: readonly string[]): Steps<{ bytes: Buffer; sha256: string } | null> {
  const letters = pieces.reduce((sum, { length }) => sum + length, 0)
  const bytes = Buffer.allocUnsafe(Math.ceil((letters / GROUP) * 3))
  const hash = createHash('sha256')
  let [to, left] = [0, '']
  for (const [index, piece] of pieces.entries()) {
    const text = left + piece
    const isLast = index === pieces.length - 1
    const end = isLast ? text.length : text.length - (text.length % GROUP)
    const whole = text.slice(0, end)
    left = text.slice(end)
    const size = bytes.write(whole, to, 'base64')
    // Decoding leaves out what is no letter of it.
    if (size !== Buffer.byteLength(whole, 'base64')) return null
    hash.update(bytes.subarray(to, to + size))
    to += size
    yield
  }
  return { bytes: bytes.subarray(0, to), sha256: hash.digest('hex') }
}
