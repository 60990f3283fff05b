import { type HostId, type HostView, messageOf } from '@cashbacktv/contract'
import type { FleetContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import { listHosts } from './list.ts'

/** One host with what is known of it at the moment. @throws DomainError `not_found` */
export async function getHost(
  ctx: FleetContext,
  { hostId }: { hostId: HostId },
): Promise<HostView> {
  const host = (await listHosts(ctx)).find(({ id }) => id === hostId)
  if (!host) throw new DomainError('not_found', messageOf('host-missing'))
  return host
}
