import type { ActivityEntry as Entry } from '@cashbacktv/contract'
import { useState } from 'react'
import { ActivityEntry } from './activity-entry.tsx'
import { isFailure, type TimelineItem } from './domain/group-timeline.ts'
import { UnfoldButton } from './unfold-button.tsx'

type ActivityItemProps = { item: TimelineItem<Entry>; withLog?: boolean }

/** One thing that happened, or a failure that goes on; its older tries are shown where logs are. */
export function ActivityItem({ item, withLog = false }: ActivityItemProps) {
  if (item.kind === 'one') return <ActivityEntry entry={item.event} withLog={withLog} />
  const [newest, ...older] = item.events
  if (!newest) return null
  const since = item.events.findLast(isFailure)?.at ?? newest.at
  return (
    <ActivityEntry entry={newest} withLog={withLog} repeated={{ times: item.failures, since }}>
      {withLog ? <Older entries={older} /> : null}
    </ActivityEntry>
  )
}

function Older({ entries }: { entries: readonly Entry[] }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <UnfoldButton open={open} onToggle={() => setOpen(!open)} />
      {open ? (
        <ul className="mt-1 border-l border-line">
          {entries.map((entry) => (
            <ActivityEntry key={entry.id} entry={entry} withLog />
          ))}
        </ul>
      ) : null}
    </>
  )
}

/** A failure that goes on at its newest end stays the same line. */
export function itemKey(item: TimelineItem<Entry>): string {
  return item.kind === 'one' ? item.event.id : (item.events.at(-1)?.id ?? '')
}
