import type { AlertTargetFilter } from '@cashbacktv/contract'
import { EVERYTHING, type Reach, reachFrom } from '../reach.ts'

/** Of which channels a target learns. One that was stored before there were groups learns of all. */
export function reachOfTarget({
  groupIds = [],
}: Partial<Pick<AlertTargetFilter, 'groupIds'>>): Reach {
  return groupIds.length === 0 ? EVERYTHING : reachFrom('groups', groupIds)
}
