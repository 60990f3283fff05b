import type { GroupId } from '@cashbacktv/contract'
import { useEffect, useState } from 'react'
import { browserApi } from '../../shared/browser-api.ts'
import { useNow } from '../../shared/use-now.ts'
import { useAlarmGroup } from './alarm-choices.ts'
import { countWaiting } from './domain/present-incident.ts'
import { useIncidentCounts } from './use-incident-counts.ts'
import { useOpenIncidents } from './use-open-incidents.ts'

export type AlarmCounts = {
  waiting: number
  critical: number
  /** Whose incidents these are; null for all. */
  groupId: GroupId | null
}

/** What this browser is to call for: all that waits, or what hits the group that was chosen here. */
export function useAlarmCounts(): AlarmCounts {
  const counts = useIncidentCounts()
  const group = useKnownGroup()
  const groupId = group === 'unread' ? null : group
  const open = useOpenIncidents({ groupId, isWanted: groupId !== null })
  // By the clock: a mute ends without anything being told of it.
  const waiting = useNow((now) => countWaiting(open, now)) ?? 0
  const critical = useNow((now) => countWaiting(open, now, true)) ?? 0
  if (group === 'unread') return { waiting: 0, critical: 0, groupId: null }
  if (groupId === null) {
    return { waiting: counts?.waiting ?? 0, critical: counts?.critical ?? 0, groupId }
  }
  return { waiting, critical, groupId }
}

/** Of a group that is no more, or cannot be asked about, all is called for: rather too much than nothing. */
function useKnownGroup(): GroupId | null | 'unread' {
  const chosen = useAlarmGroup()
  const [read, setRead] = useState<{ of: string; id: GroupId | null } | null>(null)
  useEffect(() => {
    if (chosen === null) return
    let isOver = false
    const put = (id: GroupId | null) => {
      if (!isOver) setRead({ of: chosen, id })
    }
    browserApi.groups.list
      .query()
      .then(({ items }) => put(items.find(({ id }) => id === chosen)?.id ?? null))
      .catch(() => put(null))
    return () => {
      isOver = true
    }
  }, [chosen])
  if (chosen === null) return null
  return read?.of === chosen ? read.id : 'unread'
}
