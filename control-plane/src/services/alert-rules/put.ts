import {
  type AlertRuleId,
  AlertRuleSettings,
  type AlertRuleView,
  changedFields,
  messageOf,
  type PutAlertRuleInput,
} from '@cashbacktv/contract'
import { alertRuleChanges } from '@cashbacktv/db'
import { eq, sql } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { defaultsOf, hasThreshold } from '../../domain/alerts/rules-in-force.ts'
import { fieldError } from '../../domain/errors.ts'
import { commitAlertChange } from '../changes/commit-alert-change.ts'
import { type Change, unchanged } from '../changes/commit-change.ts'
import { listAlertRules, readRuleChanges } from './read-rules.ts'

/** What is left out stays; null goes back to the default. @throws DomainError `validation_failed` */
export async function putAlertRule(
  ctx: ServiceContext,
  { id, ...wanted }: PutAlertRuleInput,
): Promise<AlertRuleView> {
  if (wanted.threshold !== undefined && !hasThreshold(id)) {
    throw fieldError('threshold', messageOf('alert-threshold-fixed'))
  }
  await commitAlertChange(ctx, async (tx): Promise<Change<undefined>> => {
    // Two changes of different fields both stay.
    await tx.execute(sql`lock table ${alertRuleChanges} in share row exclusive mode`)
    const before = (await readRuleChanges(tx)).get(id) ?? {}
    const settings = settingsAfter(id, before, wanted)
    const defaults = defaultsOf(id)
    const changed = changedFields({ ...defaults, ...before }, { ...defaults, ...settings })
    if (Object.keys(changed).length === 0) return unchanged(undefined)
    if (Object.keys(settings).length === 0) {
      await tx.delete(alertRuleChanges).where(eq(alertRuleChanges.rule, id))
    } else {
      await tx
        .insert(alertRuleChanges)
        .values({ rule: id, settings })
        .onConflictDoUpdate({
          target: alertRuleChanges.rule,
          set: { settings, updatedAt: ctx.now() },
        })
    }
    const subject = { subjectType: 'alert-rule', subjectId: id } as const
    const audit = [{ action: 'alert-rule.update' as const, ...subject, detail: { changed } }]
    return { result: undefined, hosts: [], audit }
  })
  const view = (await listAlertRules(ctx)).items.find((rule) => rule.id === id)
  if (!view) throw new Error(`There is no rule ${id}.`)
  return view
}

/** Only what is other than the default is kept, so that a better default reaches whoever set nothing. */
function settingsAfter(
  id: AlertRuleId,
  before: Partial<AlertRuleSettings>,
  wanted: Omit<PutAlertRuleInput, 'id'>,
): Partial<AlertRuleSettings> {
  const said = Object.entries(wanted).filter(([, value]) => value !== undefined)
  const kept = Object.entries({ ...before, ...Object.fromEntries(said) }).filter(
    ([name, value]) => value !== null && value !== Reflect.get(defaultsOf(id), name),
  )
  return AlertRuleSettings.partial().parse(Object.fromEntries(kept))
}
