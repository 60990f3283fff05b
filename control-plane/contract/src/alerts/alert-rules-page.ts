import { keysOf } from '../keys-of.ts'
import { messageOf } from '../messages/catalogue.ts'
import { inEnglish } from '../messages/in-english.ts'
import type { AlertRule } from './alert-rule.ts'
import { ALERT_RULES } from './alert-rules.ts'

/** The page of `docs/` on rules, a heading each, to which alerts of Prometheus lead (`runbook`). */
export function alertRulesPage(): string {
  const rules = keysOf(ALERT_RULES).map((id) => {
    const rule: AlertRule = ALERT_RULES[id]
    const { severity, forSeconds, clearAfterSeconds, about } = rule
    const said = inEnglish(messageOf(`alert-${id}`, { name: `the ${about.kind}` }))
    const times = [
      forSeconds > 0 ? `raised after ${forSeconds} s` : 'raised at once',
      `over after ${clearAfterSeconds} s`,
    ]
    return [
      ...[`## ${id}`, ''],
      ...[`${said.charAt(0).toUpperCase()}${said.slice(1)}`, ''],
      ...[`${conditionOf(rule)}; ${severity}, ${times.join(', ')}.`, ''],
    ].join('\n')
  })
  return [INTRODUCTION, ...rules].join('\n')
}

const INTRODUCTION = `# Alert rules

Every rule as an installation begins with it, all of them switched on; under _Alerts_, _Rules_ an admin changes them. The series are those of [metrics.md](metrics.md), and what follows from an alert is in [alerts.md](alerts.md).
`

const WORDS: Readonly<Record<AlertRule['is'], string>> = {
  equal: 'is',
  'at-least': 'is at least',
  below: 'is below',
}

function conditionOf({ about, is, threshold }: AlertRule): string {
  const whole = about.kind === 'host' && about.of ? ` of \`${about.of}\`` : ''
  const amount = whole ? `${Math.round(threshold * 100)}%${whole}` : `${threshold}`
  return `\`${about.metric}\` ${WORDS[is]} ${amount}`
}
