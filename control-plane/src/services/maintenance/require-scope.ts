import { type MaintenanceScope, messageOf } from '@cashbacktv/contract'
import { channels, type Db, hosts } from '@cashbacktv/db'
import { and, eq, isNull } from 'drizzle-orm'
import { fieldError } from '../../domain/errors.ts'

/**
 * That the host or channel of a window is there: one for something else would keep nothing quiet, and
 * nobody would be told.
 *
 * @throws DomainError `validation_failed` at `scope`
 */
export async function requireScope(tx: Db, scope: MaintenanceScope): Promise<void> {
  if (scope.kind === 'all') return
  if (scope.kind === 'host') {
    const [host] = await tx.select({ id: hosts.id }).from(hosts).where(eq(hosts.id, scope.hostId))
    if (!host) throw fieldError('scope', messageOf('host-missing'))
    return
  }
  const [channel] = await tx
    .select({ id: channels.id })
    .from(channels)
    .where(and(eq(channels.id, scope.channelId), isNull(channels.deletedAt)))
  if (!channel) throw fieldError('scope', messageOf('channel-missing'))
}
