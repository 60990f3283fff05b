import { fleetTotals, type ListedChannel } from '@cashbacktv/contract'
import { useSyncExternalStore } from 'react'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { pulseStore } from '../../shared/live/use-live.ts'
import { addressWithin } from '../group-filter/domain/group-filter.ts'
import { FigureCard } from './figure-card.tsx'

type GroupCardsProps = { channels: readonly ListedChannel[]; chosen: string }

/** The figures of one group: of its channels alone, since a host is of all that it carries. */
export function GroupCards({ channels, chosen }: GroupCardsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const at = useSyncExternalStore(pulseStore.subscribePulse, pulseStore.lastPulseMs, () => 0)
  const now = channels.map((channel) => (at > 0 ? pulseStore.channel(channel.id) : null) ?? channel)
  const totals = fleetTotals(now, [])
  return (
    <section aria-label={t('dashboard.figures')}>
      <dl className="grid grid-cols-2 gap-3 lg:grid-cols-3">
        <FigureCard
          to={addressWithin(chosen, '/channels')}
          label={t('dashboard.onAir')}
          value={format.count(totals.onAir)}
          beside={t('dashboard.ofWanted', { count: totals.wanted })}
        />
        <FigureCard
          to="/monitoring?view=bandwidth"
          label={t('dashboard.bandwidth')}
          value={format.bitrate(totals.viewerKbps)}
          beside=""
        />
        <FigureCard
          to="/monitoring?view=bandwidth"
          label={t('dashboard.viewers')}
          value={format.count(totals.viewers)}
          beside={t('dashboard.viewersOf', { count: totals.watched })}
        />
      </dl>
    </section>
  )
}
