import { type BackupPictureHead, type BackupState, messageOf } from '@cashbacktv/contract'
import { type Db, logos } from '@cashbacktv/db'
import { and, eq } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { aroundPicture, backupTexts, refuseUnrestorable } from '../../domain/backup-text.ts'
import { DomainError } from '../../domain/errors.ts'
import { showsPicture } from '../../domain/shows-picture.ts'
import { inTurns } from '../../in-turns.ts'
import { commitChange } from '../changes/commit-change.ts'
import type { AuditEntry } from '../changes/record-audit.ts'
import { readState } from './read-backup.ts'

/** Somebody waits for it: it gives everybody else a turn, and waits for none. */
const IN_BETWEEN = { whenNone: (_ms: number, goOn: () => void) => goOn() }
/** Bytes of a picture that are written in one go: three of them are four letters of base64. */
const STEP = 3 * 256 * 1024

export type WrittenBackup = { createdAt: string; pieces: AsyncGenerator<Uint8Array, void, void> }

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
    const content = await contentOf(db, head)
    if (!content) {
      if (!channels.some((channel) => showsPicture(channel, head))) continue
      throw new DomainError('conflict', messageOf('backup-picture-gone'))
    }
    const [before, after] = aroundPicture(head, isFirst)
    isFirst = false
    yield Buffer.from(before)
    for (let from = 0; from < content.length; from += STEP) {
      yield Buffer.from(content.toString('base64', from, from + STEP))
    }
    yield Buffer.from(after)
  }
}

async function contentOf(db: Db, { id, sha256 }: BackupPictureHead): Promise<Buffer | null> {
  const [row] = await db
    .select({ content: logos.content })
    .from(logos)
    .where(and(eq(logos.id, id), eq(logos.sha256, sha256)))
  return row?.content ?? null
}
