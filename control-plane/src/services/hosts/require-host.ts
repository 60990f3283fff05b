import { type HostId, messageOf } from '@cashbacktv/contract'
import { type Db, hosts } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import { DomainError } from '../../domain/errors.ts'

/** @throws DomainError `not_found` */
export async function requireHost(
  db: Db,
  hostId: HostId,
): Promise<{ desiredRevision: number; draining: boolean }> {
  const [host] = await db
    .select({ desiredRevision: hosts.desiredRevision, draining: hosts.draining })
    .from(hosts)
    .where(eq(hosts.id, hostId))
    .for('no key update')
  if (!host) throw new DomainError('not_found', messageOf('host-missing'))
  return host
}
