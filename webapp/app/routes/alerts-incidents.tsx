import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData, useSearchParams } from '@remix-run/react'
import { CircleCheck } from 'lucide-react'
import { AlarmSettings } from '../features/alerts/alarm-settings.tsx'
import { sortOpen } from '../features/alerts/domain/present-incident.ts'
import { IncidentRow } from '../features/alerts/incident-row.tsx'
import { incidentSpan } from '../features/alerts/incident-span.server.ts'
import { RangeLinks } from '../features/alerts/range-links.tsx'
import { useKeptIncidents } from '../features/alerts/use-kept-incidents.ts'
import { readFilterGroups } from '../features/group-filter/read-filter-groups.server.ts'
import { pageTitle } from '../i18n/page-title.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { load } from '../shared/api.server.ts'
import { buttonClass } from '../ui/button.tsx'
import { Panel } from '../ui/panel.tsx'

const MOST_OPEN = 200
const PAGE = 50

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'alerts')

export async function loader(args: LoaderFunctionArgs) {
  const params = new URL(args.request.url).searchParams
  const nowMs = Date.now()
  const { range, from, until } = incidentSpan(params, nowMs)
  const before = params.get('before')
  const [groups, open, past] = await Promise.all([
    readFilterGroups(args),
    load(args, (api) => api.incidents.list.query({ state: 'open', limit: MOST_OPEN })),
    load(args, (api) =>
      api.incidents.list.query({
        state: 'over',
        from,
        until,
        limit: PAGE,
        ...(before ? { before } : {}),
      }),
    ),
  ])
  return { groups, open: sortOpen(open.items, nowMs), past, range }
}

/** What is wrong now, what wants a person first; and what was, for the morning after. */
export default function Incidents() {
  const { t } = useTranslation()
  const { groups, open, past, range } = useLoaderData<typeof loader>()
  const [params] = useSearchParams()
  useKeptIncidents()
  const older = new URLSearchParams(params)
  if (past.next) older.set('before', past.next)
  return (
    <>
      <Panel
        title={
          <>
            {t('alerts.open')}
            {open.length > 0 ? (
              <span className="figure ml-2 rounded-full bg-raised px-2 py-0.5 text-xs">
                {open.length}
              </span>
            ) : null}
          </>
        }
        hint={t('alerts.openHint')}
        bodyClassName="p-0"
      >
        {open.length === 0 ? (
          <div className="grid justify-items-center gap-2 px-4 py-10 text-center">
            <CircleCheck aria-hidden="true" className="size-8 text-good" strokeWidth={1.5} />
            <p className="font-medium">{t('alerts.openNone')}</p>
            <p className="text-sm text-dim">{t('alerts.openNoneText')}</p>
          </div>
        ) : (
          <ul className="divide-y divide-line">
            {open.map((incident) => (
              <IncidentRow key={incident.id} incident={incident} />
            ))}
          </ul>
        )}
      </Panel>
      <AlarmSettings groups={groups} />
      <Panel
        title={t('alerts.past')}
        actions={
          <>
            <RangeLinks current={range} />
            <Link
              reloadDocument
              to={`/alerts/export?${params.toString()}`}
              className={buttonClass({ size: 'small' })}
            >
              {t('alerts.export')}
            </Link>
          </>
        }
        bodyClassName="p-0"
      >
        {past.items.length === 0 ? (
          <p className="px-4 py-10 text-center text-sm text-dim">{t('alerts.pastNone')}</p>
        ) : (
          <ul className="divide-y divide-line">
            {past.items.map((incident) => (
              <IncidentRow key={incident.id} incident={incident} />
            ))}
          </ul>
        )}
        {past.next ? (
          <p className="border-t border-line p-3">
            <Link to={`?${older.toString()}`} className={buttonClass({ size: 'small' })}>
              {t('alerts.older')}
            </Link>
          </p>
        ) : null}
      </Panel>
    </>
  )
}
