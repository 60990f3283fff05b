import type { ChannelId } from '@cashbacktv/contract'
import { IncidentRow } from '../alerts/incident-row.tsx'
import { useOpenIncidents } from '../alerts/use-open-incidents.ts'

/** What is open about this channel; nothing where nothing is. */
export function ChannelIncidents({ channelId }: { channelId: ChannelId }) {
  const open = useOpenIncidents({ channelId })
  if (open.length === 0) return null
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
      {open.map((incident) => (
        <IncidentRow key={incident.id} incident={incident} />
      ))}
    </ul>
  )
}
