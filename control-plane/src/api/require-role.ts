import { messageOf, type Role } from '@cashbacktv/contract'
import type { Authenticated, RequestContext } from '../context.ts'
import { DomainError } from '../domain/errors.ts'
import { mayActAs } from '../domain/permissions.ts'

/**
 * The one place where roles are enforced.
 *
 * @throws DomainError `unauthenticated`, `forbidden`
 */
export async function requireRole(
  { authenticate }: Pick<RequestContext, 'authenticate'>,
  role: Role,
): Promise<Authenticated> {
  const caller = await authenticate()
  if (!caller) throw new DomainError('unauthenticated', messageOf('log-in-first'))
  if (mayActAs(caller.actor.role, role)) return caller
  throw new DomainError('forbidden', messageOf('role-needed', { role: messageOf(`role-${role}`) }))
}
