import type { AlertRuleSettings, AlertRuleView } from '@cashbacktv/contract'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { formatDuration } from '../../shared/domain/format.ts'
import { amountText } from './domain/rule-form.ts'

/** Settings of a rule in words: its threshold with its unit, and its times. */
export function useRuleWords(rule: AlertRuleView) {
  const { t } = useTranslation()
  const format = useFormat()
  const units = t('time.units', { returnObjects: true })
  const duration = (seconds: number) => formatDuration(seconds * 1000, units)
  const amount = (threshold: number): string => {
    const figure = Number(amountText(rule, threshold))
    switch (rule.unit) {
      case 'ratio':
      case 'percent':
        return format.percent(figure)
      case 'seconds':
        return duration(threshold)
      case 'channels':
        return t('incident.channels', { count: threshold })
      default:
        return format.count(figure)
    }
  }
  const inWords = ({ threshold, forSeconds, clearAfterSeconds }: AlertRuleSettings): string =>
    [
      rule.hasThreshold
        ? t(`alertRule.${rule.is === 'below' ? 'below' : 'atLeast'}`, { amount: amount(threshold) })
        : '',
      forSeconds > 0
        ? t('alertRule.after', { duration: duration(forSeconds) })
        : t('alertRule.atOnce'),
      clearAfterSeconds > 0
        ? t('alertRule.over', { duration: duration(clearAfterSeconds) })
        : t('alertRule.overAtOnce'),
    ]
      .filter(Boolean)
      .join(' · ')
  return { amount, duration, inWords }
}
