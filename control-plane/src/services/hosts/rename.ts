import { type HostId, messageOf } from '@cashbacktv/contract'
import { hosts, isUniqueViolation } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { ChangeContext } from '../../context.ts'
import { DomainError, errorAt } from '../../domain/errors.ts'
import { commitChange, unchanged } from '../changes/commit-change.ts'

/**
 * Gives a host another name. What runs on it does not know its name and goes on.
 *
 * @throws DomainError `not_found`, `conflict` for the name of another host
 */
export async function renameHost(
  ctx: ChangeContext,
  { hostId, name }: { hostId: HostId; name: string },
): Promise<void> {
  await commitChange(ctx, async (tx) => {
    const query = tx.select({ name: hosts.name }).from(hosts).where(eq(hosts.id, hostId))
    // All of the lock at once: the name is a key, whose change waits for those who point at the host,
    // and they for any lesser lock when they touch it, each for the other.
    const [host] = await query.for('update')
    if (!host) throw new DomainError('not_found', messageOf('host-missing'))
    if (host.name === name) return unchanged(undefined)
    await tx.update(hosts).set({ name }).where(eq(hosts.id, hostId))
    const subject = { subjectType: 'host', subjectId: hostId } as const
    const detail = { name: host.name, changed: { name: { before: host.name, after: name } } }
    return {
      result: undefined,
      hosts: [],
      audit: [{ action: 'host.rename', ...subject, detail }],
      announce: [['fleet.changed', { hostId }]],
    }
  }).catch((error) => {
    throw isUniqueViolation(error, 'hosts_name_key') ? nameTaken(name) : error
  })
}

function nameTaken(name: string): DomainError {
  return errorAt('name', 'conflict', messageOf('host-name-other', { name }))
}
