import {
  messageOf,
  type PasswordAndCodeInput,
  type RecoveryCodes,
  type SecondStepView,
  type UserId,
} from '@cashbacktv/contract'
import { type Db, recoveryCodes, secondSteps } from '@cashbacktv/db'
import { and, count, eq, isNotNull, isNull } from 'drizzle-orm'
import type { ChangeContext, LoggedInContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import { type Change, commitChange } from '../changes/commit-change.ts'
import { requireUser } from '../users/require-user.ts'
import { factorsOf, isSecondStepRequired, keepAFactor, lockPerson } from './factors.ts'
import { askPassword, changeWithCode } from './prove.ts'
import { replaceRecoveryCodes } from './replace-recovery-codes.ts'

/** Whether a code is asked of this person at a log-in, and how many ways are left without the app. */
export async function secondStepOf(ctx: LoggedInContext): Promise<SecondStepView> {
  const own = eq(secondSteps.userId, ctx.actor.id)
  const [row] = await ctx.db.select().from(secondSteps).where(own)
  const isRequired = await isSecondStepRequired(ctx.db, ctx.actor.role)
  const { code, passkey } = await factorsOf(ctx.db, ctx.actor.id)
  const rule = { isRequired, isMissing: isRequired && !code && !passkey }
  if (!row?.confirmedAt) return { on: false, ...rule, since: null, recoveryCodesLeft: 0 }
  const [left] = await ctx.db
    .select({ count: count() })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.userId, ctx.actor.id), isNull(recoveryCodes.usedAt)))
  return {
    on: true,
    ...rule,
    since: row.confirmedAt.toISOString(),
    recoveryCodesLeft: left?.count ?? 0,
  }
}

/**
 * @throws DomainError `validation_failed` at `password` or `code`, `conflict` when it is off or is the
 * last one of who must have one, `rate_limited`
 */
export async function switchOffSecondStep(
  ctx: LoggedInContext,
  proof: PasswordAndCodeInput,
): Promise<void> {
  await withProof(ctx, proof, async (tx) => {
    await lockPerson(tx, ctx.actor.id)
    await tx.delete(secondSteps).where(eq(secondSteps.userId, ctx.actor.id))
    await keepAFactor(tx, ctx.actor)
    return {
      result: undefined,
      hosts: [],
      audit: [{ action: 'user.second-step-off', ...own(ctx) }],
    }
  })
}

/** New recovery codes, this once; those before count for nothing. @throws DomainError as above */
export async function renewRecoveryCodes(
  ctx: LoggedInContext,
  proof: PasswordAndCodeInput,
): Promise<RecoveryCodes> {
  const codes = await withProof(ctx, proof, async (tx) => {
    const result = await replaceRecoveryCodes(tx, ctx.actor.id)
    return { result, hosts: [], audit: [{ action: 'user.recovery-codes-made', ...own(ctx) }] }
  })
  return { codes }
}

/**
 * For somebody whose app and codes are lost: the password alone lets in again.
 *
 * @throws DomainError `not_found` for a person who does not exist, `conflict` when it is off
 */
export async function resetSecondStep(ctx: ChangeContext, { id }: { id: UserId }): Promise<void> {
  await commitChange(ctx, async (tx) => {
    const { email } = await requireUser(tx, id)
    const on = and(eq(secondSteps.userId, id), isNotNull(secondSteps.confirmedAt))
    const gone = await tx.delete(secondSteps).where(on).returning({ userId: secondSteps.userId })
    if (gone.length === 0) throw new DomainError('conflict', messageOf('second-step-off'))
    const subject = { subjectType: 'user', subjectId: id, detail: { email } } as const
    return {
      result: undefined,
      hosts: [],
      audit: [{ action: 'user.second-step-reset', ...subject }],
    }
  })
}

/** Does it where the password and a code are right; the code is spent with it. */
async function withProof<T>(
  ctx: LoggedInContext,
  { password, code }: PasswordAndCodeInput,
  change: (tx: Db) => Promise<Change<T>>,
): Promise<T> {
  await askPassword(ctx, password)
  if (!(await secondStepOf(ctx)).on) throw new DomainError('conflict', messageOf('second-step-off'))
  return changeWithCode(ctx, code, change)
}

function own(ctx: LoggedInContext) {
  return { subjectType: 'user', subjectId: ctx.actor.id } as const
}
