import {
  messageOf,
  type Role,
  SecondStepRequirement,
  type SecondStepRule,
  type UserId,
} from '@cashbacktv/contract'
import { type Db, passkeys, secondSteps, settings, users } from '@cashbacktv/db'
import { eq, type SQL, sql } from 'drizzle-orm'
import { type Factors, mustHaveSecondStep } from '../../domain/accounts/second-step-rule.ts'
import { DomainError } from '../../domain/errors.ts'

export const SECOND_STEP_KEY = 'second-step'

/** Who must use a second step: nobody, until somebody says so. */
export async function readSecondStepRule(db: Db): Promise<SecondStepRule> {
  const [row] = await db.select().from(settings).where(eq(settings.key, SECOND_STEP_KEY))
  return ruleOf(row?.value)
}

/** The rule as it is stored, as a column of another query; `ruleOf` understands it. */
export function storedRule(): SQL<unknown> {
  const { key, value } = settings
  return sql`(select ${value} from ${settings} where ${key} = ${SECOND_STEP_KEY})`.mapWith(value)
}

/** What is not stored, or cannot be understood, is the default. */
export function ruleOf(stored: unknown): SecondStepRule {
  const known = SecondStepRequirement.safeParse(stored)
  return known.success ? known.data.rule : 'nobody'
}

/** Whether a person has a code, as a column of a query over people. Of one table drizzle would name columns bare. */
export function hasCode(): SQL<boolean> {
  const { userId, confirmedAt } = secondSteps
  return sql<boolean>`exists (select 1 from ${secondSteps} where ${userId} = "users"."id" and ${confirmedAt} is not null)`
}

/** Whether a person has a passkey, likewise. */
export function hasPasskey(): SQL<boolean> {
  return sql<boolean>`exists (select 1 from ${passkeys} where ${passkeys.userId} = "users"."id")`
}

/** What a person could show after the password. */
export async function factorsOf(db: Db, userId: UserId): Promise<Factors> {
  const [row] = await db
    .select({ code: hasCode(), passkey: hasPasskey() })
    .from(users)
    .where(eq(users.id, userId))
  return row ?? { code: false, passkey: false }
}

/** Whether somebody of this role must have a second step. */
export async function isSecondStepRequired(db: Db, role: Role): Promise<boolean> {
  return mustHaveSecondStep(await readSecondStepRule(db), role)
}

/**
 * To be asked after one was taken away, in its transaction: of two that take the last two away at the
 * same moment one waits for the other, and is refused.
 *
 * @throws DomainError `conflict` where a second step is required of this person and none is left
 */
export async function keepAFactor(tx: Db, { id, role }: { id: UserId; role: Role }): Promise<void> {
  if (!(await isSecondStepRequired(tx, role))) return
  const { code, passkey } = await factorsOf(tx, id)
  if (!code && !passkey) throw new DomainError('conflict', messageOf('second-step-last'))
}

/** Before something is taken away that `keepAFactor` asks about. */
export async function lockPerson(tx: Db, id: UserId): Promise<void> {
  await tx.select({ id: users.id }).from(users).where(eq(users.id, id)).for('update')
}
