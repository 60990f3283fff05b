import {
  ALERT_RULES,
  type AlertRule,
  type AlertRuleId,
  type AlertRuleView,
  CHANNEL_METRICS,
  HOST_METRICS,
  keysOf,
} from '@cashbacktv/contract'
import { alertRuleChanges, alerts, type Db } from '@cashbacktv/db'
import { and, count, isNull } from 'drizzle-orm'
import type { ReadContext } from '../../context.ts'
import { reachOf } from '../../domain/accounts/reach.ts'
import { defaultsOf, hasThreshold, type RuleChanges } from '../../domain/alerts/rules-in-force.ts'
import { ofReach } from '../groups/in-reach.ts'

/** What operators set of rules. */
export async function readRuleChanges(db: Db): Promise<RuleChanges> {
  const rows = await db.select().from(alertRuleChanges)
  return new Map(rows.map(({ rule, settings }) => [rule, settings]))
}

/** Every rule as it is evaluated, with its default. */
export async function listAlertRules({
  db,
  actor,
}: ReadContext): Promise<{ items: AlertRuleView[] }> {
  const [changes, raised] = await Promise.all([
    readRuleChanges(db),
    db
      .select({ rule: alerts.rule, count: count() })
      .from(alerts)
      .where(and(isNull(alerts.clearedAt), ofReach(reachOf(actor), alerts.subjectId)))
      .groupBy(alerts.rule),
  ])
  const counts = new Map(raised.map(({ rule, count }) => [rule, count]))
  return { items: keysOf(ALERT_RULES).map((id) => ruleView(id, changes, counts.get(id) ?? 0)) }
}

function ruleView(id: AlertRuleId, changes: RuleChanges, raised: number): AlertRuleView {
  const { about, is }: AlertRule = ALERT_RULES[id]
  const { unit } =
    about.kind === 'host' ? HOST_METRICS[about.metric] : CHANNEL_METRICS[about.metric]
  const of = about.kind === 'host' ? (about.of ?? null) : null
  const defaults = defaultsOf(id)
  return {
    id,
    subject: about.kind,
    metric: about.metric,
    of,
    is,
    unit: of === null ? unit : 'ratio',
    hasThreshold: hasThreshold(id),
    settings: { ...defaults, ...changes.get(id) },
    defaults,
    raised,
  }
}
