import { MOST_OF_BACKUP, messageOf } from '@cashbacktv/contract'
import { ADVISORY_LOCKS, channelGroups, channels, type Db, logos, presets } from '@cashbacktv/db'
import { eq, isNull, sql } from 'drizzle-orm'
import { DomainError } from '../../domain/errors.ts'

type Kind = keyof typeof MOST_OF_BACKUP

/**
 * That with so many more there are no more than a backup may have: whoever may make channels and upload pictures
 * could otherwise see to it that none can be made. Those who make some wait for each other, to the end of their
 * transactions.
 *
 * @throws DomainError `conflict`
 */
export async function requireRoom(tx: Db, kind: Kind, more = 1): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${ADVISORY_LOCKS.room})`)
  const most = MOST_OF_BACKUP[kind]
  if ((await countOf(tx, kind)) + more <= most) return
  const what = messageOf(`backup-many-${kind}`)
  throw new DomainError('conflict', messageOf('no-room', { what, most }))
}

function countOf(tx: Db, kind: Kind): Promise<number> {
  switch (kind) {
    case 'channels':
      return tx.$count(channels, isNull(channels.deletedAt))
    case 'pictures':
      return tx.$count(logos)
    case 'presets':
      return tx.$count(presets, eq(presets.builtIn, false))
    case 'channelGroups':
      return tx.$count(channelGroups)
  }
}
