import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'

/** A bar for each core, as many as there are: 88 on the target host. */
export function CoreBars({ percents }: { percents: readonly number[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <div>
      <h3 className="mb-1 text-xs text-dim">{t('monitoring.cores')}</h3>
      <ul className="flex h-14 flex-wrap gap-px [&>li]:max-w-6 [&>li]:min-w-1.5">
        {percents.map((percent, index) => {
          const text = t('monitoring.core', { number: index, percent: format.percent(percent) })
          const color = percent >= 95 ? 'bg-bad' : percent >= 80 ? 'bg-warning' : 'bg-accent'
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a core is its number
            <li key={index} title={text} className="relative h-full flex-1 rounded-sm bg-well">
              <span className="sr-only">{text}</span>
              <span
                aria-hidden="true"
                className={`absolute inset-x-0 bottom-0 rounded-sm ${color}`}
                style={{ height: `${Math.max(2, percent)}%` }}
              />
            </li>
          )
        })}
      </ul>
    </div>
  )
}
