import {
  messageOf,
  type PutSecondStepRequirementInput,
  type SecondStepRequirement,
} from '@cashbacktv/contract'
import { settings } from '@cashbacktv/db'
import { sql } from 'drizzle-orm'
import type { LoggedInContext, RequestContext } from '../../context.ts'
import { mustHaveSecondStep } from '../../domain/accounts/second-step-rule.ts'
import { DomainError } from '../../domain/errors.ts'
import { commitChange, unchanged } from '../changes/commit-change.ts'
import { factorsOf, readSecondStepRule, SECOND_STEP_KEY } from './factors.ts'
import { askPassword } from './prove.ts'

export async function secondStepRequirement({
  db,
}: Pick<RequestContext, 'db'>): Promise<SecondStepRequirement> {
  return { rule: await readSecondStepRule(db) }
}

/**
 * Sets of whom a second step is required. Who is logged in without one can do nothing from then on
 * but set one up.
 *
 * @throws DomainError `validation_failed` at `password`, `rate_limited`, `conflict` where the one who
 * asks would be locked out by it
 */
export async function putSecondStepRequirement(
  ctx: LoggedInContext,
  { rule, password }: PutSecondStepRequirementInput,
): Promise<SecondStepRequirement> {
  await askPassword(ctx, password)
  return commitChange(ctx, async (tx) => {
    await tx.execute(sql`lock table ${settings} in share row exclusive mode`)
    const before = await readSecondStepRule(tx)
    const value = { rule }
    if (before === rule) return unchanged(value)
    const { code, passkey } = await factorsOf(tx, ctx.actor.id)
    if (mustHaveSecondStep(rule, ctx.actor.role) && !code && !passkey) {
      throw new DomainError('conflict', messageOf('second-step-own-first'))
    }
    await tx
      .insert(settings)
      .values({ key: SECOND_STEP_KEY, value })
      .onConflictDoUpdate({ target: settings.key, set: { value, updatedAt: ctx.now() } })
    const subject = { subjectType: 'settings', subjectId: SECOND_STEP_KEY } as const
    const detail = { changed: { rule: { before, after: rule } } }
    return {
      result: value,
      hosts: [],
      audit: [{ action: 'second-step.require', ...subject, detail }],
    }
  })
}
