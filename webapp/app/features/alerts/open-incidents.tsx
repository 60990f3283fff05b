import type { GroupId, IncidentSummary } from '@cashbacktv/contract'
import { Link } from '@remix-run/react'
import { useSyncExternalStore } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { pulseStore } from '../../shared/live/use-live.ts'
import { Panel } from '../../ui/panel.tsx'
import { IncidentRow } from './incident-row.tsx'
import { useOpenIncidents } from './use-open-incidents.ts'

const MOST = 5

export type IncidentsWithin = {
  groupId: GroupId | null
  /** How many channels of the group are to be on air; not asked where there is none. */
  wanted: number
}

/** What is open, before everything else, in proportion to all; nothing where nothing is. */
export function OpenIncidents({ groupId, wanted }: IncidentsWithin) {
  const { t } = useTranslation()
  const open = useOpenIncidents({ groupId })
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
          <Proportion incidents={open} within={groupId === null ? null : wanted} />
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

type ProportionProps = {
  incidents: readonly IncidentSummary[]
  /** All that there is to hit, where that is not everything. */
  within: number | null
}

/** How much of all is hit; a channel that two incidents hit is counted twice, so that it is at most all. */
function Proportion({ incidents, within }: ProportionProps) {
  const { t } = useTranslation()
  const everywhere = useSyncExternalStore(
    pulseStore.subscribePulse,
    () => pulseStore.totals()?.wanted ?? 0,
    () => 0,
  )
  const wanted = within ?? everywhere
  const hit = incidents.reduce((sum, { channels }) => sum + channels, 0)
  if (wanted === 0 || hit === 0) return null
  const count = Math.min(hit, wanted)
  return (
    <span className="figure text-xs whitespace-nowrap text-dim">
      {t('incident.ofChannels', { count, all: wanted })}
    </span>
  )
}
