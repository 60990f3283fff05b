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

const STEP_BYTES = 64 * 1024

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
  const createdAt = ctx.now().toISOString()
  const read = async (tx: Db) => {
    const state = await readState(tx)
    refuseUnrestorable(state)
    // Before it is written down as downloaded, as it may be refused for its size.
    const texts = await inTurns(backupTexts({ createdAt, version }, state), IN_BETWEEN)
    const subject = { subjectType: 'backup', subjectId: null } as const
    const detail = { channels: state.channels.length }
    const audit: AuditEntry[] = [{ action: 'backup.download', ...subject, detail }]
    return { result: { state, ...texts }, hosts: [], audit }
  }
  const isolation = { isolationLevel: 'repeatable read' } as const
  const { state, head, tail } = await commitChange(ctx, read, isolation)
  async function* pieces() {
    yield* stepsOf(head)
    yield* picturesOf(ctx, state)
    yield* stepsOf(tail)
  }
  return { createdAt, pieces: pieces() }
}

/** In one piece all of it would be with the connection until the last of it was taken. */
function* stepsOf(text: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < text.length; from += STEP_BYTES) {
    yield text.subarray(from, from + STEP_BYTES)
  }
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
