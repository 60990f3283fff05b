import { messageOf, type Role } from '@cashbacktv/contract'
import type { Actor, RequestContext } from '../context.ts'
import { DomainError } from '../domain/errors.ts'
import { mayActAs } from '../domain/permissions.ts'

/**
 * The one place where roles are enforced: gives the context with who asks.
 *
 * @throws DomainError `unauthenticated`, `forbidden`
 */
export async function requireRole<C extends Pick<RequestContext, 'authenticate'>>(
  ctx: C,
  role: Role,
): Promise<C & { actor: Actor }> {
  const caller = await ctx.authenticate()
  if (!caller) throw new DomainError('unauthenticated', messageOf('log-in-first'))
  const { actor } = caller
  if (mayActAs(actor.role, role)) return { ...ctx, actor }
  const needed = messageOf(`role-${role}`)
  if (!actor.key) throw new DomainError('forbidden', messageOf('role-needed', { role: needed }))
  const has = messageOf(`role-${actor.role}`)
  throw new DomainError('forbidden', messageOf('key-role-needed', { role: needed, has }))
}
