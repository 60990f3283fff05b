import type { ActivityList } from '@cashbacktv/contract'
import { ActivityItem, itemKey } from './activity-item.tsx'
import { groupByIncident } from './domain/group-by-incident.ts'
import { IncidentItem } from './incident-item.tsx'

type ActivityFeedProps = {
  list: Pick<ActivityList, 'items' | 'incidents'>
  /** Of the lines, the newest. */
  most?: number
  /** Offers the ends of logs, and the older tries of a failure. */
  withLog?: boolean
}

/** What happened anywhere, newest first: an incident is one line, and a failure that goes on is one. */
export function ActivityFeed({ list, most, withLog = false }: ActivityFeedProps) {
  return (
    <ul className="divide-y divide-line">
      {groupByIncident(list.items, list.incidents)
        .slice(0, most)
        .map((item) =>
          item.kind === 'incident' ? (
            <IncidentItem key={`incident ${item.incident.id}`} item={item} withLog={withLog} />
          ) : (
            <ActivityItem key={itemKey(item)} item={item} withLog={withLog} />
          ),
        )}
    </ul>
  )
}
