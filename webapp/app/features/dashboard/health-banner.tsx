import { useTranslation } from '../../i18n/use-translation.ts'
import { classNames } from '../../shared/class-names.ts'
import { StatusPill } from '../channel/status-badge.tsx'
import type { Health, HealthTone } from './domain/system-health.ts'

const EDGES: Record<HealthTone, string> = {
  good: 'border-l-good',
  warning: 'border-l-warning',
  bad: 'border-l-bad',
  off: 'border-l-off',
}

/** In one look: whether all is well, and if not, why. */
export function HealthBanner({ health }: { health: Health }) {
  const { t } = useTranslation()
  const { tone, shape, reasons } = health
  return (
    <section
      aria-label={t('health.title')}
      className={classNames(
        'flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-l-4 border-line bg-surface px-4 py-3',
        EDGES[tone],
      )}
    >
      <StatusPill tone={tone} shape={shape} text={t(`health.${tone}`)} className="text-sm" />
      <div role="status" className="min-w-56 flex-1">
        <ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
          {reasons.map(({ key, count }) => (
            <li key={key}>{t(`health.reason.${key}`, { count })}</li>
          ))}
        </ul>
      </div>
    </section>
  )
}
