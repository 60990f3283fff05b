import {
  type CodeInput,
  messageOf,
  type OwnPasswordInput,
  type RecoveryCodes,
  type SecondStepSetUp,
} from '@cashbacktv/contract'
import { secondSteps } from '@cashbacktv/db'
import { and, eq, gt, isNull } from 'drizzle-orm'
import type { LoggedInContext } from '../../context.ts'
import { DomainError, fieldError } from '../../domain/errors.ts'
import { commitChange } from '../changes/commit-change.ts'
import { createTotpSecret, setUpOf, stepOfCode } from './one-time-codes.ts'
import { askPassword, takeCodeWithin } from './prove.ts'
import { replaceRecoveryCodes } from './replace-recovery-codes.ts'

/** So long a secret waits for the code that confirms it. */
const SET_UP_MS = 15 * 60_000

/**
 * Makes a secret for the person's app. Nothing is asked for at a log-in before a code confirms it.
 *
 * @throws DomainError `validation_failed` at `password`, `conflict` when it is on already, `rate_limited`
 */
export async function beginSecondStep(
  ctx: LoggedInContext,
  { password }: OwnPasswordInput,
): Promise<SecondStepSetUp> {
  await askPassword(ctx, password)
  const createdAt = ctx.now()
  const fresh = { secret: createTotpSecret(), createdAt }
  const [row] = await ctx.db
    .insert(secondSteps)
    .values({ userId: ctx.actor.id, ...fresh })
    .onConflictDoUpdate({
      target: secondSteps.userId,
      set: { ...fresh, lastStep: 0 },
      setWhere: isNull(secondSteps.confirmedAt),
    })
    .returning()
  if (!row) throw new DomainError('conflict', messageOf('second-step-on'))
  return viewOf(row, ctx.actor.email)
}

/** What waits to be confirmed, for who mistyped the code; null when nothing does. */
export async function pendingSecondStep(ctx: LoggedInContext): Promise<SecondStepSetUp | null> {
  const [row] = await ctx.db.select().from(secondSteps).where(isPending(ctx))
  return row ? viewOf(row, ctx.actor.email) : null
}

/**
 * From now on a log-in takes a code. Answers the recovery codes, this once.
 *
 * @throws DomainError `validation_failed` at `code`, `conflict` when nothing waits to be confirmed, `rate_limited`
 */
export async function confirmSecondStep(
  ctx: LoggedInContext,
  { code }: CodeInput,
): Promise<RecoveryCodes> {
  const { id } = ctx.actor
  const attempt = await takeCodeWithin(ctx)
  const codes = await commitChange(ctx, async (tx) => {
    const [row] = await tx.select().from(secondSteps).where(isPending(ctx)).for('update')
    if (!row) throw new DomainError('conflict', messageOf('second-step-not-begun'))
    const step = stepOfCode(row.secret, code.replace(/\s/g, ''), ctx.now())
    if (step === null) throw fieldError('code', messageOf('code-wrong'))
    await tx
      .update(secondSteps)
      .set({ confirmedAt: ctx.now(), lastStep: step })
      .where(eq(secondSteps.userId, id))
    const result = await replaceRecoveryCodes(tx, id)
    const subject = { subjectType: 'user', subjectId: id } as const
    return { result, hosts: [], audit: [{ action: 'user.second-step-on', ...subject }] }
  })
  await attempt.right()
  return { codes }
}

function isPending(ctx: LoggedInContext) {
  const since = new Date(ctx.now().getTime() - SET_UP_MS)
  const { userId, confirmedAt, createdAt } = secondSteps
  return and(eq(userId, ctx.actor.id), isNull(confirmedAt), gt(createdAt, since))
}

function viewOf(row: typeof secondSteps.$inferSelect, email: string): SecondStepSetUp {
  const expiresAt = new Date(row.createdAt.getTime() + SET_UP_MS).toISOString()
  return { secret: row.secret, ...setUpOf(row.secret, email), expiresAt }
}
