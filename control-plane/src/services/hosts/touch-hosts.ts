import type { HostId } from '@cashbacktv/contract'
import { type Db, hosts } from '@cashbacktv/db'
import { inArray, sql } from 'drizzle-orm'

/**
 * Says, in the transaction of a change, that the change touches these hosts: their revision grows
 * with it or not at all. Hand what it answers to `announceHosts` once the transaction is committed.
 */
export async function touchHosts(tx: Db, hostIds: readonly (HostId | null)[]): Promise<HostId[]> {
  const wanted = [...new Set(hostIds.filter((id) => id !== null))].sort()
  if (wanted.length === 0) return []
  // Several are locked first and in the same order, so that two changes cannot deadlock. Not within
  // the update: it would wait for others that queue behind its own lock.
  if (wanted.length > 1) {
    const { id } = hosts
    const several = tx.select({ id }).from(hosts).where(inArray(id, wanted)).orderBy(id)
    await several.for('no key update')
  }
  await tx
    .update(hosts)
    .set({ desiredRevision: sql`${hosts.desiredRevision} + 1` })
    .where(inArray(hosts.id, wanted))
  return wanted
}
