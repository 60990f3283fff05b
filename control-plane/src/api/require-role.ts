import { messageOf, type Role } from '@cashbacktv/contract'
import type { Actor, Authenticated, RequestContext } from '../context.ts'
import { mayActAs } from '../domain/accounts/permissions.ts'
import { DomainError } from '../domain/errors.ts'

/**
 * The one place where roles are enforced: gives the context with who asks. `maySetUp`: it is how a
 * second step is set up, for who may do nothing else before.
 *
 * @throws DomainError `unauthenticated`, `forbidden`
 */
export async function requireRole<C extends Pick<RequestContext, 'authenticate'>>(
  ctx: C,
  role: Role,
  { maySetUp = false } = {},
): Promise<C & { actor: Actor }> {
  const caller = await ctx.authenticate()
  if (!caller) throw new DomainError('unauthenticated', messageOf('log-in-first'))
  if (!maySetUp) requireSecondStep(caller)
  const { actor } = caller
  if (mayActAs(actor.role, role)) return { ...ctx, actor }
  const needed = messageOf(`role-${role}`)
  if (!actor.key) throw new DomainError('forbidden', messageOf('role-needed', { role: needed }))
  const has = messageOf(`role-${actor.role}`)
  throw new DomainError('forbidden', messageOf('key-role-needed', { role: needed, has }))
}

/** For doors that take no role. @throws DomainError `forbidden` where a second step has to be set up first */
export function requireSecondStep({ lacksSecondStep }: Authenticated): void {
  if (lacksSecondStep) throw new DomainError('forbidden', messageOf('second-step-needed'))
}
