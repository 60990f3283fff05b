import { type BackupState, messageOf } from '@cashbacktv/contract'
import type { Db } from '@cashbacktv/db'
import type { ServiceContext } from '../../context.ts'
import { aroundPicture, backupTexts, refuseUnrestorable } from '../../domain/backup/backup-text.ts'
import { showsPicture } from '../../domain/backup/shows-picture.ts'
import { DomainError } from '../../domain/errors.ts'
import { IN_BETWEEN, inTurns } from '../../in-turns.ts'
import { commitChange } from '../changes/commit-change.ts'
import type { AuditEntry } from '../changes/record-audit.ts'
import { picturePieces } from '../uploads/picture-pieces.ts'
import { readState } from './read-backup.ts'

type WrittenBackup = { createdAt: string; pieces: AsyncGenerator<Uint8Array, void, void> }

/**
 * Channels and all that they are made of, as of one instant, in a file that is written as it is taken. It holds
 * the whole addresses of sources. Pictures are read one by one, and none before the last was taken: no connection
 * to the database waits for who reads slowly, and they never change but for being deleted.
 *
 * @throws DomainError `conflict` where the file could not be restored
 */
export async function writeBackup(
  ctx: Pick<ServiceContext, 'db' | 'live' | 'now' | 'actor' | 'log'>,
  version: string,
): Promise<WrittenBackup> {
  const read = async (tx: Db) => {
    const result = await readState(tx)
    refuseUnrestorable(result)
    const subject = { subjectType: 'backup', subjectId: null } as const
    const detail = { channels: result.channels.length }
    const audit: AuditEntry[] = [{ action: 'backup.download', ...subject, detail }]
    return { result, hosts: [], audit }
  }
  const createdAt = ctx.now().toISOString()
  const state = await commitChange(ctx, read, { isolationLevel: 'repeatable read' })
  const { head, tail } = await inTurns(backupTexts({ createdAt, version }, state), IN_BETWEEN)
  async function* pieces() {
    yield head
    yield* picturesOf(ctx, state)
    yield tail
  }
  return { createdAt, pieces: pieces() }
}

/** @throws DomainError `conflict` where one was deleted that a channel of the file shows */
async function* picturesOf(
  { db }: Pick<ServiceContext, 'db'>,
  { pictures, channels }: BackupState,
): AsyncGenerator<Uint8Array, void, void> {
  let isFirst = true
  for (const head of pictures) {
    const [before, after] = aroundPicture(head, isFirst)
    let isThere = false
    for await (const piece of picturePieces(db, head)) {
      if (!isThere) yield Buffer.from(before)
      isThere = true
      yield Buffer.from(piece.toString('base64'))
    }
    if (isThere) {
      isFirst = false
      yield Buffer.from(after)
    } else if (channels.some((channel) => showsPicture(channel, head))) {
      throw new DomainError('conflict', messageOf('backup-picture-gone'))
    }
  }
}
