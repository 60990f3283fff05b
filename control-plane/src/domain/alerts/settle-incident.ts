import { type AnyMessage, type Healing, isSame } from '@cashbacktv/contract'
import type { Steps } from '../steps.ts'
import { clearedEntry } from './incident-entry.ts'
import type { StoredAlert } from './incident-view.ts'
import { FLAP_WINDOW_MS } from './ledger.ts'
import { isInMaintenance, type StoredWindow } from './maintenance.ts'
import type { Draft, Seen } from './plan-incidents.ts'
import { sayIncident } from './say-incident.ts'

/** What follows from the alerts of an incident: what it hits, what is said of it, and whether it is over. */
export function* settleIncident(
  draft: Draft,
  seen: Seen,
  windows: readonly StoredWindow[],
  now: Date,
): Steps<void> {
  for (const alert of draft.cleared) {
    draft.entries.push(clearedEntry(alert))
    yield
  }
  const { raised, row } = draft
  const maintenance =
    raised.length > 0 && raised.every((alert) => isInMaintenance(windows, alert, now))
  const { count, viewers } = reachOf(draft, seen)
  const isOver = raised.length === 0 && !isUnquiet(draft, now)
  const channelsEver = Math.max(row.channelsEver, count, draft.channelIds.size)
  const next = {
    ...row,
    maintenance: raised.length > 0 ? maintenance : row.maintenance,
    said: raised.length > 0 ? sayIncident(row.cause, raised, channelsEver) : row.said,
    channels: count,
    channelsEver,
    viewers:
      draft.isChanged || row.maintenance !== maintenance
        ? Math.max(row.viewers, viewers)
        : row.viewers,
  }
  if (isOver) {
    const healing = healingOf(draft.cleared)
    draft.entries.push({ kind: 'over', healing })
    draft.row = { ...next, overAt: now, healing }
    draft.isChanged = true
    return
  }
  // Of a machine the count goes up and down all the time: that alone is no change.
  const isSaid = isSame(next.said satisfies AnyMessage, row.said)
  if (!isSaid || next.maintenance !== row.maintenance) draft.isChanged = true
  if (draft.isChanged) draft.row = next
}

/** One that comes and goes is over only once it has been quiet for long enough. */
function isUnquiet({ row }: Draft, now: Date): boolean {
  return row.flapping && now.getTime() - row.lastRaisedAt.getTime() < FLAP_WINDOW_MS
}

function reachOf({ row, raised }: Draft, seen: Seen): { count: number; viewers: number } {
  const { cause } = row
  if (cause.kind === 'machine' && raised.some(({ subjectKind }) => subjectKind === 'host')) {
    return seen.channelsOn(cause.hostId)
  }
  const channels = new Set<string>()
  for (const { subjectKind, subjectId } of raised) {
    if (subjectKind === 'channel') channels.add(subjectId)
  }
  let viewers = 0
  for (const id of channels) viewers += seen.viewersOf(id)
  return { count: channels.size, viewers }
}

const EMPTY: readonly Healing[] = ['unwanted', 'deleted', 'rule-changed', 'past']

/** Whether what was wrong is well, rather than only taken away. */
export function isHealed(healing: Healing): boolean {
  return !EMPTY.includes(healing)
}

/** What healed most of what ended last; what merely went away only where nothing healed. */
export function healingOf(cleared: readonly StoredAlert[]): Healing {
  const counts = new Map<Healing, number>()
  for (const { healing } of cleared) {
    if (healing) counts.set(healing, (counts.get(healing) ?? 0) + 1)
  }
  const ranked = [...counts].sort(
    ([a, n], [b, m]) => Number(isHealed(b)) - Number(isHealed(a)) || m - n,
  )
  return ranked[0]?.[0] ?? 'itself'
}
