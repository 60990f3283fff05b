import { fleetTotals, type HostView, type ListedChannel } from '@cashbacktv/contract'
import { useMemo } from 'react'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { DASH } from '../../shared/domain/format.ts'
import { FLEET_POINTS, useFleetHistory } from '../../shared/live/fleet-history.ts'
import type { CourseName, FleetPast } from './domain/fleet-past.ts'
import { FigureCard } from './figure-card.tsx'

type FleetCardsProps = {
  channels: readonly ListedChannel[]
  hosts: readonly HostView[]
  past: FleetPast
}

/** The figures of everything together, each with its last five minutes: what the server knew, and then what was seen. */
export function FleetCards({ channels, hosts, past }: FleetCardsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const history = useFleetHistory()
  const loaded = useMemo(() => fleetTotals(channels, hosts), [channels, hosts])
  const now = history.at(-1)?.totals ?? loaded
  // biome-ignore lint/correctness/useExhaustiveDependencies: When the past was read, what came later is live.
  const readAt = useMemo(Date.now, [past])
  const course = (name: CourseName) => {
    const live = history.filter(({ atMs }) => atMs >= readAt).map(({ totals }) => totals[name])
    return [...past[name], ...live].slice(-FLEET_POINTS)
  }
  const memory = (used: number | null) => (used === null ? DASH : format.bytes(used))
  return (
    <section aria-label={t('dashboard.figures')}>
      <dl className="grid grid-cols-2 gap-3 lg:grid-cols-3 xl:grid-cols-5">
        <FigureCard
          to="/channels"
          label={t('dashboard.onAir')}
          value={format.count(now.onAir)}
          beside={t('dashboard.ofWanted', { count: now.wanted })}
          course={{ values: course('onAir'), floor: Math.max(1, now.wanted) }}
        />
        <FigureCard
          to="/monitoring"
          label={t('dashboard.cpu')}
          value={format.percent(now.cpuPercent)}
          beside={now.cores > 0 ? t('dashboard.cpuOf', { count: now.cores }) : ''}
          course={{ values: course('cpuPercent'), floor: 100 }}
        />
        <FigureCard
          to="/monitoring"
          label={t('dashboard.memory')}
          value={memory(now.memoryUsedBytes)}
          beside={
            now.memoryTotalBytes > 0
              ? t('dashboard.memoryOf', { total: format.bytes(now.memoryTotalBytes) })
              : ''
          }
          course={{ values: course('memoryUsedBytes'), floor: now.memoryTotalBytes }}
        />
        <FigureCard
          to="/monitoring?view=bandwidth"
          label={t('dashboard.bandwidth')}
          value={format.bitrate(now.viewerKbps)}
          beside={t('dashboard.bandwidthIn', { bitrate: format.bitrate(now.networkReceivedKbps) })}
          course={{ values: course('viewerKbps'), floor: 1000 }}
        />
        <FigureCard
          to="/monitoring?view=bandwidth"
          label={t('dashboard.viewers')}
          value={format.count(now.viewers)}
          beside={t('dashboard.viewersOf', { count: now.watched })}
          course={{ values: course('viewers'), floor: 5 }}
        />
      </dl>
    </section>
  )
}
