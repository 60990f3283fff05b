import { hosts } from '@cashbacktv/db'
import { eq, type SQL, sql } from 'drizzle-orm'
import type { LinkContext } from './link-context.ts'

/**
 * A database that went back, restored or as a standby that was behind when it took over, counts from where
 * it stands, and a host takes nothing older than what it `had`: it would not hear operators until the
 * number had caught up. What would stop many channels is held by the host all the same.
 */
export function revisionBeyond(had: number): SQL {
  const known = hosts.desiredRevision
  return sql`case when ${known} < ${had}::bigint then ${had}::bigint + 1 else ${known} end`
}

/** For a database that goes back while the host stays connected, and says no hello. */
export async function goBeyond({ connection, service }: LinkContext, had: number): Promise<void> {
  const { hostId } = connection
  service.log.warn({ hostId, had }, 'the database went back: a host has a newer snapshot than it')
  const set = { desiredRevision: revisionBeyond(had) }
  await service.db.update(hosts).set(set).where(eq(hosts.id, hostId))
  void service.live.publish('fleet.changed', { hostId })
}
