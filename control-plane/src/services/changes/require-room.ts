import { MOST_OF_BACKUP } from '@cashbacktv/contract'
import { ADVISORY_LOCKS, channelGroups, channels, type Db, logos, presets } from '@cashbacktv/db'
import { eq, isNull, sql } from 'drizzle-orm'
import { type Counted, noRoom } from '../../domain/backup/room.ts'

/**
 * That with so many more there are no more than a backup may have: whoever may make channels and upload pictures
 * could otherwise see to it that none can be made. Those who make some wait for each other, to the end of their
 * transactions.
 *
 * @throws DomainError `conflict`
 */
export async function requireRoom(tx: Db, kind: Counted, more = 1): Promise<void> {
  await lockRoom(tx)
  if (!(await hasRoom(tx, kind, more))) throw noRoom(kind)
}

/** Whether it would be so now, for what only says what it would do: nobody waits for it. */
export async function hasRoom(db: Db, kind: Counted, more: number): Promise<boolean> {
  return (await countOf(db, kind)) + more <= MOST_OF_BACKUP[kind]
}

/** First of all that a transaction locks: who makes some waits for nobody who waits for this. */
export async function lockRoom(tx: Db): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${ADVISORY_LOCKS.room})`)
}

function countOf(db: Db, kind: Counted): Promise<number> {
  switch (kind) {
    case 'channels':
      return db.$count(channels, isNull(channels.deletedAt))
    case 'pictures':
      return db.$count(logos)
    case 'presets':
      return db.$count(presets, eq(presets.builtIn, false))
    case 'channelGroups':
      return db.$count(channelGroups)
  }
}
