import type { ActivityEntry as Entry } from '@cashbacktv/contract'
import { Link } from '@remix-run/react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { formatDuration } from '../../shared/domain/format.ts'
import { Instant, Since } from '../../ui/elapsed.tsx'
import { TONE_OF_SEVERITY } from '../channel/domain/tone-of-severity.ts'
import { StatusPill } from '../channel/status-badge.tsx'
import { ActivityItem, itemKey } from './activity-item.tsx'
import type { FeedItem } from './domain/group-by-incident.ts'

type IncidentItemProps = {
  item: Extract<FeedItem<Entry>, { kind: 'incident' }>
  withLog: boolean
}

/** What happened in one incident, folded; it opens without a script, too. */
export function IncidentItem({ item, withLog }: IncidentItemProps) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const { incident, events, items } = item
  const { id, said, severity, since, overAt } = incident
  const { tone, shape } = TONE_OF_SEVERITY[severity]
  const units = t('time.units', { returnObjects: true })
  const newest = events[0]
  return (
    <li className="px-4 py-2 text-sm [overflow-wrap:anywhere]">
      <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-2">
        <p className="min-w-0">
          <StatusPill
            tone={overAt === null ? tone : 'off'}
            shape={overAt === null ? shape : 'ring'}
            text={t(`incident.severity.${severity}`)}
            className="mr-2"
          />
          <Link to={`/alerts/${id}`} className="font-semibold hover:underline">
            {apiText.reason(said)}
          </Link>
        </p>
        <span className="text-xs whitespace-nowrap text-dim">
          {newest ? <Instant at={newest.at} /> : null}
        </span>
      </div>
      <details className="mt-0.5 text-xs">
        <summary className="figure py-1 text-dim hover:text-ink">
          {t('timeline.ofIncident', { count: events.length })}
          {overAt === null ? (
            <Since at={since} after=" · " />
          ) : (
            ` · ${t('incident.lasted', {
              duration: formatDuration(Date.parse(overAt) - Date.parse(since), units),
            })}`
          )}
        </summary>
        <ul className="mt-1 -mr-4 divide-y divide-line border-l border-line">
          {items.map((one) => (
            <ActivityItem key={itemKey(one)} item={one} withLog={withLog} />
          ))}
        </ul>
      </details>
    </li>
  )
}
