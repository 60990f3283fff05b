import { Link } from '@remix-run/react'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { pulseStore, useLinkState } from '../../shared/live/use-live.ts'
import { useNow } from '../../shared/use-now.ts'
import { StatusPill } from '../channel/status-badge.tsx'
import type { Health } from '../dashboard/domain/system-health.ts'
import { addressWithin } from '../group-filter/domain/group-filter.ts'
import { GroupForm } from '../group-filter/group-form.tsx'
import type { FilterGroup } from '../group-filter/group-select.tsx'

type WallHeadProps = {
  health: Health
  running: number
  wanted: number
  page: number
  pages: number
  isGrouped: boolean
  /** Name of the group that is on. */
  group: string | null
  groups: readonly FilterGroup[]
  /** The group of channels that all of it is narrowed to. */
  chosen: string | null
}

const BY_HOST = { group: 'host' }

/** How all is, what time it is and whether this is of now. */
export function WallHead(props: WallHeadProps) {
  const { health, running, wanted, page, pages, isGrouped, group, groups, chosen } = props
  const { t } = useTranslation()
  const format = useFormat()
  const link = useLinkState()
  const time = useNow(format.timeOfDay)
  const { tone, shape, reasons } = health
  const since = format.timeOfDay(pulseStore.lastPulseMs())
  return (
    <header className="flex min-h-12 min-w-0 flex-wrap items-center gap-x-4 text-lg md:h-12 md:flex-nowrap">
      <StatusPill tone={tone} shape={shape} text={t(`health.${tone}`)} className="text-base" />
      {link === 'lost' ? (
        <StatusPill
          tone="bad"
          shape="diamond"
          text={t('wall.lost', { time: since })}
          className="text-base"
        />
      ) : null}
      {link === 'full' ? (
        <StatusPill tone="bad" shape="diamond" text={t('live.full')} className="text-base" />
      ) : null}
      <p className="figure whitespace-nowrap">{t('wall.onAir', { running, wanted })}</p>
      {group !== null ? <h2 className="truncate font-semibold">{group}</h2> : null}
      <p className="min-w-0 flex-1 truncate text-dim max-md:hidden">
        {reasons.map(({ key, count }) => t(`health.reason.${key}`, { count })).join(' ')}
      </p>
      <nav aria-label={t('wall.grouping')} className="flex gap-3 text-sm max-md:hidden">
        {(['none', 'host'] as const).map((kind) => (
          <Link
            key={kind}
            to={addressWithin(chosen, '/wall', kind === 'host' ? BY_HOST : {})}
            replace
            aria-current={isGrouped === (kind === 'host') ? 'true' : undefined}
            className="py-1 text-dim hover:text-ink hover:underline aria-[current]:text-ink"
          >
            {t(`wall.group.${kind}`)}
          </Link>
        ))}
      </nav>
      <GroupForm groups={groups} chosen={chosen} kept={isGrouped ? BY_HOST : {}} />
      <p className="figure ml-auto flex gap-4 whitespace-nowrap">
        {pages > 1 ? (
          <span className="text-dim">{t('wall.page', { page: page + 1, pages })}</span>
        ) : null}
        <span className="font-semibold">{time ?? ''}</span>
      </p>
    </header>
  )
}
