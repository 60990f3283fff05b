import type { HostId } from '@cashbacktv/contract'
import { type Db, hosts } from '@cashbacktv/db'
import { inArray, sql } from 'drizzle-orm'
import { lockHosts } from './lock-hosts.ts'

/** Hosts whose snapshot a change makes another one; null is a channel that has none. */
export type Touched = readonly (HostId | null)[] | 'all'

/**
 * Says, in the transaction of a change, that the change touches these hosts: their revision grows
 * by one with it or not at all. Answers them, each once.
 */
export async function touchHosts(tx: Db, touched: Touched): Promise<HostId[]> {
  const wanted = touched === 'all' ? await lockedIds(tx) : namedOnce(touched)
  if (wanted.length === 0) return []
  // Several are locked first and in the same order, so that two changes cannot deadlock. Not within
  // the update: it would wait for others that queue behind its own lock.
  if (wanted.length > 1 && touched !== 'all') await lockHosts(tx, wanted)
  await tx
    .update(hosts)
    .set({ desiredRevision: sql`${hosts.desiredRevision} + 1` })
    .where(inArray(hosts.id, wanted))
  return wanted
}

async function lockedIds(tx: Db): Promise<HostId[]> {
  return [...(await lockHosts(tx)).keys()]
}

function namedOnce(ids: readonly (HostId | null)[]): HostId[] {
  return [...new Set(ids.filter((id) => id !== null))]
}
