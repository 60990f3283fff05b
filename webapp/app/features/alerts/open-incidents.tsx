import type { IncidentSummary } from '@cashbacktv/contract'
import { Link } from '@remix-run/react'
import { useSyncExternalStore } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { pulseStore } from '../../shared/live/use-live.ts'
import { Panel } from '../../ui/panel.tsx'
import { IncidentRow } from './incident-row.tsx'
import { useOpenIncidents } from './use-open-incidents.ts'

const MOST = 5

/** What is open, before everything else, in proportion to all; nothing where nothing is. */
export function OpenIncidents() {
  const { t } = useTranslation()
  const open = useOpenIncidents()
  if (open.length === 0) return null
  return (
    <Panel
      title={
        <>
          {t('incident.title')}
          <span className="figure ml-2 rounded-full bg-raised px-2 py-0.5 text-xs">
            {open.length}
          </span>
        </>
      }
      actions={
        <>
          <Proportion incidents={open} />
          <Link to="/alerts" className="text-sm font-medium text-accent hover:underline">
            {t('incident.all')}
          </Link>
        </>
      }
      bodyClassName="p-0"
    >
      <ul className="divide-y divide-line">
        {open.slice(0, MOST).map((incident) => (
          <IncidentRow key={incident.id} incident={incident} />
        ))}
      </ul>
    </Panel>
  )
}

/** How much of all is hit; a channel that two incidents hit is counted twice, so that it is at most all. */
function Proportion({ incidents }: { incidents: readonly IncidentSummary[] }) {
  const { t } = useTranslation()
  const wanted = useSyncExternalStore(
    pulseStore.subscribePulse,
    () => pulseStore.totals()?.wanted ?? 0,
    () => 0,
  )
  const hit = incidents.reduce((sum, { channels }) => sum + channels, 0)
  if (wanted === 0 || hit === 0) return null
  const count = Math.min(hit, wanted)
  return (
    <span className="figure text-xs whitespace-nowrap text-dim">
      {t('incident.ofChannels', { count, all: wanted })}
    </span>
  )
}
