import type { AlertTargetView } from '@cashbacktv/contract'
import { useTranslation } from '../../i18n/use-translation.ts'
import { isTargetField, type TargetField } from './domain/target-form.ts'

type Heard = Pick<AlertTargetView, 'filter' | 'quietHours' | 'afterMinutes'>

/** In words, what a target hears of and when. */
export function useTargetWords({ filter, quietHours, afterMinutes }: Heard): string {
  const { t } = useTranslation()
  const { severity, causes, hostIds, channelIds, groupIds } = filter
  const quiet = quietHours?.criticalPasses ? 'quietButCritical' : 'quiet'
  return [
    t(`alertTarget.severity.${severity}`),
    ...causes.map((cause) => t(`alerts.page.causes.${cause}`)),
    groupIds.length > 0 ? t('alertTarget.groups', { count: groupIds.length }) : '',
    hostIds.length > 0 ? t('alertTarget.hosts', { count: hostIds.length }) : '',
    channelIds.length > 0 ? t('alertTarget.channels', { count: channelIds.length }) : '',
    afterMinutes > 0 ? t('alertTarget.after', { count: afterMinutes }) : '',
    quietHours ? t(`alertTarget.${quiet}`, { from: quietHours.from, until: quietHours.until }) : '',
  ]
    .filter(Boolean)
    .join(' · ')
}

/** What a person knows a field of the form by. */
export function useTargetFieldName(): (name: string) => string {
  const { t } = useTranslation()
  return (name) => {
    if (!isTargetField(name)) return name
    return t(`alertTarget.field.${labelOf(name)}`)
  }
}

function labelOf(name: TargetField) {
  switch (name) {
    case 'hostIds':
      return 'hosts'
    case 'channelIds':
      return 'channels'
    case 'groupIds':
      return 'groups'
    default:
      return name
  }
}
