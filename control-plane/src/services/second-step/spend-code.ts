import type { UserId } from '@cashbacktv/contract'
import { type Db, recoveryCodes, secondSteps } from '@cashbacktv/db'
import { and, eq, isNull, lt } from 'drizzle-orm'
import type { AuditEntry } from '../changes/record-audit.ts'
import { stepOfCode } from './one-time-codes.ts'
import { isCode } from './recovery-codes.ts'

/** What was shown: a code of the app, or one for the day that the app is lost. */
export type SpentCode = { kind: 'app' } | { kind: 'recovery'; left: number }

/** Whether a code is asked of this person at a log-in. */
export async function hasSecondStep(db: Db, userId: UserId): Promise<boolean> {
  const [found] = await db
    .select({ confirmedAt: secondSteps.confirmedAt })
    .from(secondSteps)
    .where(eq(secondSteps.userId, userId))
  return found !== undefined && found.confirmedAt !== null
}

/**
 * Takes a code, in the transaction of what it is shown for. Each counts once: of two that show the
 * same code at the same moment one is refused. Null for a wrong or a spent one.
 */
export async function spendCode(
  tx: Db,
  now: Date,
  { userId, code }: { userId: UserId; code: string },
): Promise<SpentCode | null> {
  const digits = code.replace(/\s/g, '')
  if (/^\d{6}$/.test(digits))
    return (await spendStep(tx, now, userId, digits)) ? { kind: 'app' } : null
  const unused = await tx
    .select()
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt)))
  const shown = unused.find((stored) => isCode(stored, code))
  if (!shown) return null
  const spent = await tx
    .update(recoveryCodes)
    .set({ usedAt: now })
    .where(and(eq(recoveryCodes.id, shown.id), isNull(recoveryCodes.usedAt)))
    .returning({ id: recoveryCodes.id })
  return spent.length > 0 ? { kind: 'recovery', left: unused.length - 1 } : null
}

/** Which code was used up, for the audit; none for one of the app. */
export function auditOfSpent(
  spent: SpentCode | null,
  actor: { id: UserId; email: string },
): AuditEntry[] {
  if (spent?.kind !== 'recovery') return []
  const subject = { subjectType: 'user', subjectId: actor.id } as const
  const detail = { left: spent.left }
  return [{ action: 'user.recovery-code-used', ...subject, actor, detail }]
}

async function spendStep(tx: Db, now: Date, userId: UserId, code: string): Promise<boolean> {
  const [stored] = await tx.select().from(secondSteps).where(eq(secondSteps.userId, userId))
  const step = stored ? stepOfCode(stored.secret, code, now) : null
  if (step === null) return false
  const spent = await tx
    .update(secondSteps)
    .set({ lastStep: step })
    .where(and(eq(secondSteps.userId, userId), lt(secondSteps.lastStep, step)))
    .returning({ userId: secondSteps.userId })
  return spent.length > 0
}
