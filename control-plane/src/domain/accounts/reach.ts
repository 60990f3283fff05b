import type { GroupId } from '@cashbacktv/contract'

/** Of which channels somebody learns anything: of all, or of those in these groups and in no other. */
export type Reach = { kind: 'all' } | { kind: 'groups'; groups: ReadonlySet<GroupId> }

export const EVERYTHING: Reach = { kind: 'all' }

type Reaching = { reach: Reach } | null

/** What the system does by itself, for nobody, reaches everything. */
export function reachOf(actor: Reaching): Reach {
  return actor?.reach ?? EVERYTHING
}

/** The one rule of who reaches a channel, by the group that it is in. One in no group is for who has no limit. */
export function mayReach(reach: Reach, { groupId }: { groupId: GroupId | null }): boolean {
  return reach.kind === 'all' || (groupId !== null && reach.groups.has(groupId))
}

/** What both reach. */
export function lesserReach(one: Reach, other: Reach): Reach {
  if (one.kind === 'all') return other
  if (other.kind === 'all') return one
  return { kind: 'groups', groups: new Set([...one.groups].filter((id) => other.groups.has(id))) }
}

/** What of a reach is in one group, for who asks for no other; all of it where no group is named. */
export function reachWithin(reach: Reach, groupId: GroupId | undefined): Reach {
  return groupId ? lesserReach(reach, reachFrom('groups', [groupId])) : reach
}

/** As it is shown and set: null is everything. */
export function groupIdsOf(reach: Reach): GroupId[] | null {
  return reach.kind === 'all' ? null : [...reach.groups].sort()
}

export function reachFrom(kind: 'all' | 'groups', groups: Iterable<GroupId>): Reach {
  return kind === 'all' ? EVERYTHING : { kind, groups: new Set(groups) }
}

/** The same text for the same reach. */
export function reachKey(reach: Reach): string {
  return groupIdsOf(reach)?.join() ?? 'all'
}
