import type { EventView, Timeline, TimelineGroup } from '@cashbacktv/contract'
import { useState } from 'react'
import { browserApi } from '../../shared/browser-api.ts'
import { type ApiProblem, toApiProblem } from '../../shared/domain/api-problem.ts'
import { usePolling } from '../../shared/use-polling.ts'

export type ShownGroup = TimelineGroup | 'all'
type Older = { key: string; items: EventView[]; next: string | null }

/** The newest page kept fresh, and older pages as they are asked for. */
export function useTimeline(channelId: string, group: ShownGroup, initial: Timeline) {
  const key = `${channelId} ${group}`
  const narrow = group === 'all' ? {} : { group }
  const { data, problem } = usePolling(
    (signal) => browserApi.channels.timeline.query({ id: channelId, ...narrow }, { signal }),
    { everyMs: 5000, key },
  )
  const [loaded, setLoaded] = useState<Older | null>(null)
  const [trouble, setTrouble] = useState<ApiProblem | null>(null)
  const [asking, setAsking] = useState(false)
  const newest = data ?? (group === 'all' ? initial : null)
  const older = loaded?.key === key ? loaded : null
  const next = older ? older.next : (newest?.next ?? null)

  async function showOlder() {
    if (!next || asking) return
    setAsking(true)
    try {
      const input = { id: channelId, before: next, ...narrow }
      const page = await browserApi.channels.timeline.query(input)
      // The page in sight is kept with it: what is new would push its last entries out.
      const items = merge(older?.items ?? newest?.items ?? [], page.items)
      setLoaded({ key, items, next: page.next })
      setTrouble(null)
    } catch (failure) {
      setTrouble(toApiProblem(failure))
    }
    setAsking(false)
  }
  return {
    events: newest ? merge(newest.items, older?.items ?? []) : null,
    hasOlder: next !== null,
    asking,
    showOlder,
    problem: trouble ?? (newest ? null : problem),
  }
}

function merge(newer: readonly EventView[], older: readonly EventView[]): EventView[] {
  const known = new Set(newer.map(({ id }) => id))
  return [...newer, ...older.filter(({ id }) => !known.has(id))]
}
