import { randomUUID } from 'node:crypto'
import { isSame } from '@cashbacktv/contract'
import type { ServiceContext } from '../../context.ts'
import { adoptAlerts } from '../../domain/alerts/adopt-alerts.ts'
import { type Conditions, createConditions, findRaised } from '../../domain/alerts/condition.ts'
import type { StoredAlert } from '../../domain/alerts/incident-view.ts'
import type { Ledger } from '../../domain/alerts/ledger.ts'
import { lookAtFleet } from '../../domain/alerts/look-at-fleet.ts'
import { isNothing, planIncidents } from '../../domain/alerts/plan-incidents.ts'
import { type RuleInForce, rulesInForce } from '../../domain/alerts/rules-in-force.ts'
import { seeFleet } from '../../domain/alerts/see-fleet.ts'
import { inTurns } from '../../in-turns.ts'
import { NOT_TRIED } from '../../repeat-job.ts'
import { readRuleChanges } from '../alert-rules/read-rules.ts'
import { ALERTS_LEASE, holdLease, lockLease, releaseLease } from '../lease.ts'
import { nameRecordings } from './name-recordings.ts'
import { readActs } from './read-acts.ts'
import { readLedger } from './read-ledger.ts'
import { writePlan } from './write-plan.ts'

/** The lease is renewed, and what is stored read anew, so often; sooner where it is known to have changed. */
const RENEW_EVERY_MS = 5000

export type AlertEngine = {
  /** One look at the fleet, and what follows. To be called twice a second. @throws when the database is away */
  step(): Promise<typeof NOT_TRIED | undefined>
  /** Whether this instance is the one that writes. */
  leads(): boolean
  close(): Promise<void>
}

type EngineContext = Pick<ServiceContext, 'db' | 'live' | 'view' | 'answers' | 'now' | 'log'>

/**
 * Raises and clears alerts and makes incidents of them. Every instance looks, so that any can go on
 * at once; one writes, by a lease. Should two write, the unique keys let one of them through.
 */
export function createAlertEngine(ctx: EngineContext, holder = randomUUID()): AlertEngine {
  const conditions = createConditions(ctx.now().getTime())
  const known: Known = { ledger: null, rules: null, renewAt: 0, isLeader: false }
  const stop = ctx.live.subscribe('alerts.changed', () => {
    known.renewAt = 0
  })
  return {
    async step() {
      const fleet = known.rules ? ctx.view.known() : await ctx.view.fresh()
      const now = ctx.now()
      if (!(await hearsAll(ctx))) {
        // Reports of other instances do not come in: that a host is silent is not known.
        conditions.hearingSince = now.getTime()
        return NOT_TRIED
      }
      if (known.renewAt <= now.getTime()) await renew(ctx, known, conditions, holder, now)
      const rules = known.rules ?? []
      await nameRecordings(ctx.db, conditions, fleet)
      await inTurns(lookAtFleet(conditions, rules, fleet, now), ctx.answers)
      if (!known.isLeader || !known.ledger) return undefined
      const ports = { now, newId: randomUUID }
      const seen = seeFleet(conditions, rules, fleet, new Map())
      const plan = await inTurns(planIncidents(known.ledger, seen, ports), ctx.answers)
      if (!isNothing(plan)) await commit(ctx, known, conditions, rules, holder)
      return undefined
    },
    leads: () => known.isLeader,
    async close() {
      stop()
      if (known.isLeader) await releaseLease(ctx.db, ALERTS_LEASE, holder)
    },
  }
}

type Known = {
  ledger: Ledger | null
  rules: RuleInForce[] | null
  /** Milliseconds since 1970. */
  renewAt: number
  isLeader: boolean
}

async function hearsAll({ live }: EngineContext): Promise<boolean> {
  if (!live.shared) return true
  return live.ping().then(
    () => true,
    () => false,
  )
}

async function renew(
  { db, answers }: EngineContext,
  known: Known,
  conditions: Conditions,
  holder: string,
  now: Date,
): Promise<void> {
  known.renewAt = now.getTime() + RENEW_EVERY_MS
  const wasLeader = known.isLeader
  const [isLeader, changes] = await Promise.all([
    holdLease(db, ALERTS_LEASE, holder),
    readRuleChanges(db),
  ]).catch((error) => {
    known.renewAt = 0
    throw error
  })
  const rules = rulesInForce(changes)
  // Other rules may be broken by what has not changed.
  if (!known.rules || !isSame(known.rules, rules)) conditions.lookedSeq = 0
  known.rules = rules
  known.ledger = isLeader ? await readLedger(db, now, known.ledger) : null
  known.isLeader = isLeader
  if (!wasLeader && known.ledger) {
    const stored = known.ledger.open.flatMap(({ raised }) => raised)
    await inTurns(adoptAlerts(conditions, stored), answers)
  }
}

/** Plans again from what is stored at that moment, and writes that. */
async function commit(
  ctx: EngineContext,
  known: Known,
  conditions: Conditions,
  rules: readonly RuleInForce[],
  holder: string,
): Promise<void> {
  const now = ctx.now()
  const written = await ctx.db.transaction(async (tx) => {
    if (!(await lockLease(tx, ALERTS_LEASE, holder))) return null
    const ledger = await readLedger(tx, now, known.ledger)
    const acts = await readActs(tx, endedIn(ledger, conditions))
    const seen = seeFleet(conditions, rules, ctx.view.known(), acts)
    const work = planIncidents(ledger, seen, { now, newId: randomUUID })
    const plan = await inTurns(work, ctx.answers)
    if (isNothing(plan)) return ledger
    await writePlan(tx, plan, now)
    return readLedger(tx, now, ledger)
  })
  known.isLeader = written !== null
  known.ledger = written
  await ctx.live.publish('alerts.changed', {})
  // What was just written is known.
  if (written) known.renewAt = now.getTime() + RENEW_EVERY_MS
}

function endedIn({ open }: Ledger, conditions: Conditions): StoredAlert[] {
  return open.flatMap(({ raised }) => raised.filter((alert) => !findRaised(conditions, alert)))
}
