import { messageOf } from '@cashbacktv/contract'
import type { Db } from '@cashbacktv/db'
import type { LoggedInContext } from '../../context.ts'
import { fieldError } from '../../domain/errors.ts'
import type { CodeAttempt } from '../auth/login-limits.ts'
import { type Change, commitChange } from '../changes/commit-change.ts'
import { requireUser } from '../users/require-user.ts'
import { auditOfSpent, hasSecondStep, spendCode } from './spend-code.ts'

/**
 * The password of who is logged in, asked for again: whoever finds an open screen has not got it.
 *
 * @throws DomainError `validation_failed` at `path`, `rate_limited` after a few wrong tries of this session
 */
export async function askPassword(
  ctx: LoggedInContext,
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
export async function takeCodeWithin(ctx: LoggedInContext): Promise<CodeAttempt> {
  return ctx.security.limits.takeCode(await sessionOf(ctx))
}

/**
 * Makes a change to one's own account, for who has said the password already: where log-ins take a
 * second step, so does this. The code is spent with the change and not without it.
 *
 * @throws DomainError `validation_failed` at `code`, `rate_limited`
 */
export async function changeWithCode<T>(
  ctx: LoggedInContext,
  code: string | undefined,
  change: (tx: Db) => Promise<Change<T>>,
): Promise<T> {
  if (!(await hasSecondStep(ctx.db, ctx.actor.id))) return commitChange(ctx, change)
  if (code === undefined) throw fieldError('code', messageOf('code-empty'))
  const attempt = await takeCodeWithin(ctx)
  const result = await commitChange(ctx, async (tx) => {
    const spent = await spendCode(tx, ctx.now(), { userId: ctx.actor.id, code })
    if (!spent) throw fieldError('code', messageOf('code-wrong'))
    const made = await change(tx)
    return { ...made, audit: [...auditOfSpent(spent, ctx.actor), ...(made.audit ?? [])] }
  })
  await attempt.right()
  return result
}

/** What tries are counted by, and what is begun is bound to. */
export async function sessionOf(ctx: LoggedInContext): Promise<string> {
  return (await ctx.authenticate())?.familyId ?? ctx.actor.id
}
