import { messageOf } from '@cashbacktv/contract'
import type { Actor, RequestContext } from '../../context.ts'
import { fieldError } from '../../domain/errors.ts'
import type { CodeAttempt } from '../auth/login-limits.ts'
import { requireUser } from '../users/require-user.ts'

type Context = RequestContext & { actor: Actor }

/**
 * The password of who is logged in, asked for again: whoever finds an open screen has not got it.
 *
 * @throws DomainError `validation_failed` at `path`, `rate_limited` after a few wrong tries of this session
 */
export async function askPassword(
  ctx: Context,
  password: string,
  path = 'password',
): Promise<void> {
  const { passwords, limits } = ctx.security
  await limits.takeWithin(await sessionOf(ctx))
  const { passwordHash } = await requireUser(ctx.db, ctx.actor.id)
  if (await passwords.verify(passwordHash, password, true)) return
  throw fieldError(path, messageOf('password-wrong'))
}

/** @throws DomainError `rate_limited` after some wrong codes of this session */
export async function takeCodeWithin(ctx: Context): Promise<CodeAttempt> {
  return ctx.security.limits.takeCode(await sessionOf(ctx))
}

async function sessionOf(ctx: Context): Promise<string> {
  return (await ctx.authenticate())?.familyId ?? ctx.actor.id
}
