import {
  ALERT_RULES,
  type AlertRule,
  type AlertRuleId,
  inEnglish,
  keysOf,
  messageOf,
} from '@cashbacktv/contract'

export type PrometheusRule = {
  alert: string
  expr: string
  for: string
  keep_firing_for: string
  /** `rule`: where it is one of the product, too. */
  labels: { severity: AlertRule['severity']; rule?: AlertRuleId }
  annotations: { summary: string; runbook: string }
}

const RUNBOOK = 'docs/alert-rules.md'

const SIGNS: Readonly<Record<AlertRule['is'], string>> = {
  equal: '==',
  'at-least': '>=',
  below: '<',
}

/** Several instances may be scraped: each tells the same of hosts and channels. */
export function expressionOf({ about, is, threshold }: AlertRule): string {
  const value =
    about.kind === 'host' && about.of ? `${about.metric} / ${about.of}` : `${about.metric}`
  return `max without (instance) (${value}) ${SIGNS[is]} ${threshold}`
}

/** Every rule of the product, as Prometheus evaluates it. */
export function prometheusRules(): PrometheusRule[] {
  return keysOf(ALERT_RULES).map((id) => {
    const rule: AlertRule = ALERT_RULES[id]
    return {
      alert: alertName(id),
      expr: expressionOf(rule),
      for: `${rule.forSeconds}s`,
      keep_firing_for: `${rule.clearAfterSeconds}s`,
      labels: { severity: rule.severity, rule: id },
      annotations: { summary: summaryOf(id, rule), runbook: `${RUNBOOK}#${id}` },
    }
  })
}

/**
 * What the product cannot tell of itself. Every rule of it is silent while its series are not scraped, be it for want of
 * a key; which of them is there says whether anything is, whatever the job is called.
 */
export const SCRAPE_RULES: readonly PrometheusRule[] = [
  {
    alert: 'ControlPlaneUnseen',
    expr: 'absent(active_channels_total)',
    for: '60s',
    keep_firing_for: '20s',
    labels: { severity: 'critical' },
    annotations: {
      summary: 'No control plane tells Prometheus anything: no other alert can be raised.',
      runbook: 'docs/metrics.md#control-planes-that-are-not-seen',
    },
  },
  {
    alert: 'ControlPlaneDown',
    // Longer than a release takes to exchange one.
    expr: 'up{job="cashbacktv"} == 0',
    for: '120s',
    keep_firing_for: '20s',
    labels: { severity: 'warning' },
    annotations: {
      summary: 'The control plane {{ $labels.instance }} does not answer Prometheus.',
      runbook: 'docs/metrics.md#control-planes-that-are-not-seen',
    },
  },
]

/** The sentence of the catalogue, with the label that tells which channel or host. */
function summaryOf(id: AlertRuleId, { about }: AlertRule): string {
  return inEnglish(messageOf(`alert-${id}`, { name: `{{ $labels.${about.kind} }}` }))
}

/** `ChannelDark` of `channel-dark`. */
export function alertName(id: AlertRuleId): string {
  return id.replace(/(?:^|-)(\w)/g, (_match, letter: string) => letter.toUpperCase())
}
