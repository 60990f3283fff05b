import { fleetTotals, type HostView, type ListedChannel } from '@cashbacktv/contract'
import { Link } from '@remix-run/react'
import { useMemo } from 'react'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { DASH } from '../../shared/domain/format.ts'
import { FLEET_POINTS, useFleetHistory } from '../../shared/live/fleet-history.ts'
import { Sparkline } from '../../ui/sparkline.tsx'
import type { CourseName, FleetPast } from './domain/fleet-past.ts'

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
        <Card
          to="/channels"
          label={t('dashboard.onAir')}
          value={format.count(now.onAir)}
          beside={t('dashboard.ofWanted', { count: now.wanted })}
          values={course('onAir')}
          floor={Math.max(1, now.wanted)}
        />
        <Card
          to="/monitoring"
          label={t('dashboard.cpu')}
          value={format.percent(now.cpuPercent)}
          beside={now.cores > 0 ? t('dashboard.cpuOf', { count: now.cores }) : ''}
          values={course('cpuPercent')}
          floor={100}
        />
        <Card
          to="/monitoring"
          label={t('dashboard.memory')}
          value={memory(now.memoryUsedBytes)}
          beside={
            now.memoryTotalBytes > 0
              ? t('dashboard.memoryOf', { total: format.bytes(now.memoryTotalBytes) })
              : ''
          }
          values={course('memoryUsedBytes')}
          floor={now.memoryTotalBytes}
        />
        <Card
          to="/monitoring?view=bandwidth"
          label={t('dashboard.bandwidth')}
          value={format.bitrate(now.viewerKbps)}
          beside={t('dashboard.bandwidthIn', { bitrate: format.bitrate(now.networkReceivedKbps) })}
          values={course('viewerKbps')}
          floor={1000}
        />
        <Card
          to="/monitoring?view=bandwidth"
          label={t('dashboard.viewers')}
          value={format.count(now.viewers)}
          beside={t('dashboard.viewersOf', { count: now.watched })}
          values={course('viewers')}
          floor={5}
        />
      </dl>
    </section>
  )
}

type CardProps = {
  to: string
  label: string
  value: string
  beside: string
  values: readonly (number | null)[]
  floor: number
}

function Card({ to, label, value, beside, values, floor }: CardProps) {
  return (
    <div className="relative min-w-0 rounded-lg border border-line bg-surface px-4 pt-3 pb-2 hover:border-edge max-xl:last:odd:col-span-2 lg:max-xl:last:odd:col-span-1">
      <dt className="truncate text-xs text-dim">
        <Link to={to} prefetch="intent" className="after:absolute after:inset-0 after:rounded-lg">
          {label}
        </Link>
      </dt>
      <dd className="figure">
        <span className="block truncate text-2xl leading-tight font-semibold">{value}</span>
        <span className="block min-h-4 truncate text-xs text-dim">{beside}</span>
        <Sparkline values={values} capacity={FLEET_POINTS} floor={floor} />
      </dd>
    </div>
  )
}
