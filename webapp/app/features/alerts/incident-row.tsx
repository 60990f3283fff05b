import type { IncidentSummary } from '@cashbacktv/contract'
import { Link } from '@remix-run/react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { formatDuration } from '../../shared/domain/format.ts'
import { Instant, Since } from '../../ui/elapsed.tsx'
import { lastedMs } from './domain/present-incident.ts'
import { SeverityPill } from './severity-pill.tsx'
import { useMutedUntil } from './use-muted-until.ts'

/** One incident on one line: what, since when, for how many, and whether somebody has it in hand. */
export function IncidentRow({ incident }: { incident: IncidentSummary }) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const { id, state, severity, said, since, overAt, wellSince } = incident
  const marks = useMarks(incident)
  const mutedUntil = useMutedUntil(incident.mutedUntil)
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-baseline gap-x-3 gap-y-1 px-4 py-3 text-sm max-sm:grid-cols-1 max-sm:justify-items-start">
      <SeverityPill severity={severity} isOver={state === 'over' || wellSince !== null} />
      <p className="min-w-0 [overflow-wrap:anywhere]">
        <Link to={`/alerts/${id}`} prefetch="intent" className="font-semibold hover:underline">
          {apiText.reason(said)}
        </Link>
        <span className="block text-xs text-dim">
          {marks.join(' · ')}
          {state === 'open' && mutedUntil ? (
            <>
              {marks.length > 0 ? ' · ' : ''}
              {t('incident.mutedUntil')} <Instant at={mutedUntil} />
            </>
          ) : null}
        </span>
      </p>
      <p className="figure text-xs whitespace-nowrap text-dim sm:text-right">
        {overAt === null ? <Since at={since} /> : <Instant at={overAt} />}
        <Lasted incident={incident} />
      </p>
    </li>
  )
}

function Lasted({ incident }: { incident: IncidentSummary }) {
  const { t } = useTranslation()
  const lasted = lastedMs(incident)
  if (lasted === null) return null
  const duration = formatDuration(lasted, t('time.units', { returnObjects: true }))
  return <span className="block">{t('incident.lasted', { duration })}</span>
}

function inHands(t: ReturnType<typeof useTranslation>['t'], by: string | null): string {
  return by === null ? t('incident.acknowledged') : t('incident.acknowledgedBy', { name: by })
}

function useMarks(incident: IncidentSummary): string[] {
  const { t } = useTranslation()
  const apiText = useApiText()
  const { state, channels, channelsEver, viewers, acknowledged, healing, wellSince } = incident
  const isOpen = state === 'open'
  const hit = isOpen && wellSince === null ? channels : channelsEver
  return [
    hit > 0 ? t('incident.channels', { count: hit }) : '',
    viewers ? t('incident.viewers', { count: viewers }) : '',
    wellSince === null ? '' : t('incident.wellAgain'),
    incident.flapping ? t('incident.flapping') : '',
    isOpen && incident.maintenance ? t('incident.inMaintenance') : '',
    isOpen && acknowledged ? inHands(t, acknowledged.by) : '',
    healing ? apiText.healing(healing) : '',
  ].filter(Boolean)
}
