import type { ChannelId, GroupId, IncidentSummary } from '@cashbacktv/contract'
import { useEffect, useState } from 'react'
import { browserApi } from '../../shared/browser-api.ts'
import { useNow } from '../../shared/use-now.ts'
import { countWaiting, sortOpen } from './domain/present-incident.ts'
import { useIncidentCounts } from './use-incident-counts.ts'

const MOST = 200
/** Changes that come together are read together. */
const GATHER_MS = 200
/** After what could not be read: a screen that is left open has to become true again by itself. */
const AGAIN_MS = 5000

type Narrow = { channelId?: ChannelId; groupId?: GroupId | null; isWanted?: boolean }

/** What is open, of all, of one channel or of what hits a group, live: read anew whenever anything about any incident is another. */
export function useOpenIncidents({
  channelId,
  groupId = null,
  isWanted = true,
}: Narrow = {}): IncidentSummary[] {
  const counts = useIncidentCounts()
  const edition = counts?.edition ?? ''
  const [tries, setTries] = useState(0)
  const [read, setRead] = useState<readonly IncidentSummary[]>([])
  useEffect(() => {
    if (edition === '' || !isWanted) return
    const abort = new AbortController()
    let again: ReturnType<typeof setTimeout> | undefined
    const timer = setTimeout(() => {
      browserApi.incidents.list
        .query(
          { state: 'open', limit: MOST, channelId, groupId: groupId ?? undefined },
          { signal: abort.signal },
        )
        .then(({ items }) => setRead(items))
        .catch(() => {
          if (abort.signal.aborted) return
          again = setTimeout(() => setTries(tries + 1), AGAIN_MS)
        })
    }, GATHER_MS)
    return () => {
      clearTimeout(timer)
      clearTimeout(again)
      abort.abort()
    }
  }, [edition, tries, channelId, groupId, isWanted])
  // What wants a person comes first, also what does so since its mute has ended.
  useNow((now) => countWaiting(read, now))
  return sortOpen(read, Date.now())
}
