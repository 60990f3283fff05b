import type { HostId } from '@cashbacktv/contract'
import { type Db, hosts } from '@cashbacktv/db'
import { inArray } from 'drizzle-orm'

/** The revisions of hosts, or of all, which nobody else can change until the transaction ends. */
export async function lockHosts(
  tx: Db,
  ids: readonly HostId[] | null = null,
): Promise<Map<HostId, number>> {
  const rows = await tx
    .select({ id: hosts.id, revision: hosts.desiredRevision })
    .from(hosts)
    .where(ids === null ? undefined : inArray(hosts.id, [...ids]))
    .orderBy(hosts.id)
    .for('no key update')
  return new Map(rows.map(({ id, revision }) => [id, revision]))
}
