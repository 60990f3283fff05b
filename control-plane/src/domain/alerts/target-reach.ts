import type { AlertTargetFilter, GroupId } from '@cashbacktv/contract'
import { EVERYTHING, type Reach, reachFrom } from '../accounts/reach.ts'

type Stored = Partial<Pick<AlertTargetFilter, 'groupIds'>>

/** One that was stored before there were groups names none. */
export function groupsOfTarget({ groupIds = [] }: Stored): readonly GroupId[] {
  return groupIds
}

/** Of which channels a target learns: of all where it names no group. */
export function reachOfTarget(filter: Stored): Reach {
  const groupIds = groupsOfTarget(filter)
  return groupIds.length === 0 ? EVERYTHING : reachFrom('groups', groupIds)
}
