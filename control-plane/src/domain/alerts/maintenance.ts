import type { MaintenanceScope, MaintenanceView } from '@cashbacktv/contract'

/** A window as it is stored. */
export type StoredWindow = {
  id: string
  scope: MaintenanceScope
  startsAt: Date
  endsAt: Date
  note: string
  createdBy: string | null
  createdAt: Date
}

/** `names`: of hosts and channels, by id. */
export function windowView(
  row: StoredWindow,
  names: ReadonlyMap<string, string>,
  now: Date,
): MaintenanceView {
  const { id, scope, note, createdBy } = row
  return {
    id,
    scope,
    note,
    createdBy,
    name: names.get(subjectOf(scope) ?? '') ?? null,
    from: row.startsAt.toISOString(),
    until: row.endsAt.toISOString(),
    state: row.endsAt <= now ? 'over' : row.startsAt <= now ? 'active' : 'planned',
    createdAt: row.createdAt.toISOString(),
  }
}

function subjectOf(scope: MaintenanceScope): string | null {
  switch (scope.kind) {
    case 'all':
      return null
    case 'host':
      return scope.hostId
    case 'channel':
      return scope.channelId
  }
}

/** Of what an alert is about: its subject, and the host that a channel is on. */
export type Place = { subjectId: string; hostId: string | null }

/** Whether a window that is active now has the subject in it. */
export function isInMaintenance(
  windows: readonly Pick<StoredWindow, 'scope' | 'startsAt' | 'endsAt'>[],
  { subjectId, hostId }: Place,
  now: Date,
): boolean {
  return windows.some(({ scope, startsAt, endsAt }) => {
    if (startsAt > now || endsAt <= now) return false
    const of = subjectOf(scope)
    return of === null || of === subjectId || of === hostId
  })
}
