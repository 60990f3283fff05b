import { useTranslation } from '../../i18n/use-translation.ts'
import { classNames } from '../../shared/class-names.ts'
import { useIncidentCounts } from './use-incident-counts.ts'

/** How many incidents want a person, beside the way to them; nothing where none does. */
export function WaitingBadge() {
  const { t } = useTranslation()
  const counts = useIncidentCounts()
  if (!counts || counts.waiting === 0) return null
  const { waiting, critical } = counts
  return (
    <span
      className={classNames(
        'figure rounded-full px-1.5 text-xs font-semibold max-lg:absolute max-lg:top-1 max-lg:ml-7 lg:ml-auto',
        critical > 0 ? 'bg-bad-soft text-bad' : 'bg-warning-soft text-warning',
      )}
    >
      <span aria-hidden="true">{waiting}</span>
      <span className="sr-only">{t('alarm.waiting', { count: waiting })}</span>
    </span>
  )
}
