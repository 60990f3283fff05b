import { z } from 'zod'
import { keysOf } from '../keys-of.ts'
import { ALERT_RULES } from './alert-rules.ts'
import { Severity } from './severity.ts'

export const AlertRuleIdSchema = z.enum(keysOf(ALERT_RULES))

const Seconds = z.int().min(0).max(86_400)

/** What an operator may set of a rule. */
export const AlertRuleSettings = z.strictObject({
  enabled: z.boolean(),
  severity: Severity,
  /** In the unit of the metric; a share of one where two metrics are compared. */
  threshold: z.number().min(0).max(1e12),
  /** It must have been so for so long. */
  forSeconds: Seconds,
  /** It is over once it has not been so for so long. */
  clearAfterSeconds: Seconds,
})
export type AlertRuleSettings = z.infer<typeof AlertRuleSettings>

/** Body of `PUT /alerts/rules/{id}`: what is left out stays; null goes back to the default. */
export const PutAlertRuleInput = z.strictObject({
  id: AlertRuleIdSchema,
  enabled: AlertRuleSettings.shape.enabled.nullable().optional(),
  severity: AlertRuleSettings.shape.severity.nullable().optional(),
  threshold: AlertRuleSettings.shape.threshold.nullable().optional(),
  forSeconds: AlertRuleSettings.shape.forSeconds.nullable().optional(),
  clearAfterSeconds: AlertRuleSettings.shape.clearAfterSeconds.nullable().optional(),
})
export type PutAlertRuleInput = z.infer<typeof PutAlertRuleInput>

export const AlertRuleView = z.object({
  id: AlertRuleIdSchema,
  subject: z.enum(['host', 'channel']),
  metric: z.string(),
  /** The metric that the first is measured against; null for none. */
  of: z.string().nullable(),
  is: z.enum(['equal', 'at-least', 'below']),
  /** Of the threshold: `ratio` where two metrics are compared. */
  unit: z.string(),
  /** False where the threshold is a state and no amount: it cannot be set. */
  hasThreshold: z.boolean(),
  settings: AlertRuleSettings,
  defaults: AlertRuleSettings,
  /** Alerts of it that are raised now. */
  raised: z.int().nonnegative(),
})
export type AlertRuleView = z.infer<typeof AlertRuleView>
