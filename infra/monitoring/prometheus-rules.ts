import { ALERT_RULES, type AlertRule, type AlertRuleId, keysOf } from '@cashbacktv/contract'

export type PrometheusRule = {
  alert: string
  expr: string
  for: string
  keep_firing_for: string
  labels: { severity: string; rule: AlertRuleId }
  annotations: { summary: string; runbook: string }
}

const RUNBOOK = 'docs/operations.md'

const SIGNS: Readonly<Record<AlertRule['is'], string>> = {
  equal: '==',
  'at-least': '>=',
  below: '<',
}

/** What an alert says of a series, with the labels that tell which one. */
const SUMMARIES: Readonly<Record<AlertRuleId, string>> = {
  'channel-dark': 'Viewers of {{ $labels.channel }} get nothing.',
  'channel-unstable': 'The slate of {{ $labels.channel }} comes and goes.',
  'channel-slate': 'Viewers of {{ $labels.channel }} get the slate.',
  'channel-impaired': 'Viewers of {{ $labels.channel }} get less than is wanted.',
  'channel-silence': 'Viewers of {{ $labels.channel }} hear silence.',
  'host-silent': '{{ $labels.host }} has not been heard of for {{ $value | humanizeDuration }}.',
  'origin-away': 'The origin of {{ $labels.host }} does not answer: its viewers get nothing.',
  'host-cpu-full': 'The CPU of {{ $labels.host }} is full.',
  'host-memory-full':
    'The memory of {{ $labels.host }} is full to {{ $value | humanizePercentage }}.',
  'media-full': 'The RAM disk of {{ $labels.host }} is full to {{ $value | humanizePercentage }}.',
  'disk-full': 'The disk of {{ $labels.host }} is full to {{ $value | humanizePercentage }}.',
  'channels-waiting': '{{ $value }} channels wait for room on {{ $labels.host }}.',
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
      annotations: { summary: SUMMARIES[id], runbook: `${RUNBOOK}#${id}` },
    }
  })
}

/** `ChannelDark` of `channel-dark`. */
export function alertName(id: AlertRuleId): string {
  return id.replace(/(?:^|-)(\w)/g, (_match, letter: string) => letter.toUpperCase())
}
