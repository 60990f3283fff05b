import { type Told, tell } from '@cashbacktv/contract'
import { alertTargetFlows, type Db, deliveries } from '@cashbacktv/db'
import { and, eq } from 'drizzle-orm'
import { GIVE_UP_MS, retryDelayMs, type Verdict } from '../../domain/alerts/judge-reply.ts'
import { ALERTS_LEASE, lockOut } from '../lease.ts'
import type { Claimed } from './claim.ts'
import type { SendResult } from './send-letter.ts'

export type Settled = 'sent' | 'waiting' | 'dead' | 'lost'

/** Writes down how a try ended; `lost` when another has the message by now. `random`: 0 to 1. */
export function settleDelivery(
  db: Db,
  { delivery, tryId, target }: Claimed,
  { verdict, heard }: Pick<SendResult, 'verdict' | 'heard'>,
  now: Date,
  random: number,
): Promise<Settled> {
  return db.transaction(async (tx) => {
    const change = changeOf(delivery, verdict, now, random)
    // Whoever makes messages would else count on this one, and have its end told alone.
    if (change.state === 'dead') await lockOut(tx, ALERTS_LEASE)
    const rows = await tx
      .update(deliveries)
      .set({ ...change, tryId: null, heardBy: [...delivery.heardBy, ...heard] })
      .where(and(eq(deliveries.id, delivery.id), eq(deliveries.tryId, tryId)))
      .returning({ id: deliveries.id })
    if (!verdict.ok && verdict.waitMs !== null) {
      const blockedUntil = new Date(now.getTime() + verdict.waitMs)
      await tx
        .update(alertTargetFlows)
        .set({ blockedUntil })
        .where(eq(alertTargetFlows.targetId, target.id))
    }
    // Who never heard that it is need not hear that it is over.
    if (change.state === 'dead') await dropFollowers(tx, delivery, now)
    return rows.length > 0 ? change.state : 'lost'
  })
}

type Change = {
  state: 'sent' | 'waiting' | 'dead'
  problem: Told | null
  nextTryAt?: Date
  settledAt?: Date
}

function changeOf(
  { attempts, createdAt, retriedAt }: Claimed['delivery'],
  verdict: Verdict,
  now: Date,
  random: number,
): Change {
  if (verdict.ok) return { state: 'sent', problem: null, settledAt: now }
  const problem = tell(verdict.said)
  const begunAt = retriedAt ?? createdAt
  if (now.getTime() - begunAt.getTime() >= GIVE_UP_MS) {
    return { state: 'dead', problem, settledAt: now }
  }
  const waitMs = verdict.waitMs ?? retryDelayMs(attempts + 1, random)
  return { state: 'waiting', problem, nextTryAt: new Date(now.getTime() + waitMs) }
}

function dropFollowers(tx: Db, { incidentId, targetId, news }: Claimed['delivery'], now: Date) {
  if (news !== 'raised' || targetId === null) return
  return tx
    .update(deliveries)
    .set({ state: 'dropped', settledAt: now })
    .where(
      and(
        eq(deliveries.incidentId, incidentId),
        eq(deliveries.targetId, targetId),
        eq(deliveries.state, 'waiting'),
      ),
    )
}
