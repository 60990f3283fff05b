import type { HostId } from '@cashbacktv/contract'
import { type Db, hosts } from '@cashbacktv/db'
import { eq, inArray, sql } from 'drizzle-orm'

/**
 * Says, in the transaction of a change, that the change touches these hosts: their revision grows
 * with it or not at all. Hand what it answers to `announceHosts` once the transaction is committed.
 */
export async function touchHosts(tx: Db, hostIds: readonly (HostId | null)[]): Promise<HostId[]> {
  const wanted = [...new Set(hostIds.filter((id) => id !== null))].sort()
  if (wanted.length === 0) return []
  // Always locked in the same order, so that two changes over several hosts cannot deadlock.
  const locked = tx
    .select({ id: hosts.id })
    .from(hosts)
    .where(inArray(hosts.id, wanted))
    .orderBy(hosts.id)
    .for('no key update')
    .as('locked')
  await tx
    .update(hosts)
    .set({ desiredRevision: sql`${hosts.desiredRevision} + 1` })
    .from(locked)
    .where(eq(hosts.id, locked.id))
  return wanted
}
