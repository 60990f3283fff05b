import type { GroupId, Role } from '@cashbacktv/contract'
import { EVERYTHING, lesserReach, type Reach, reachFrom } from './reach.ts'

const RANK: Record<Role, number> = { viewer: 1, operator: 2, admin: 3 }

/** Whether a role may do what needs another: each may do all that a lesser one may. */
export function mayActAs(role: Role, needed: Role): boolean {
  return RANK[role] >= RANK[needed]
}

export function lesserRole(one: Role, other: Role): Role {
  return mayActAs(one, other) ? other : one
}

export type Limited = { role: Role; reach: 'all' | 'groups'; groups: readonly GroupId[] }

/** Administrators reach everything, whatever was set of them before. */
export function personReach({ role, reach, groups }: Limited): Reach {
  return role === 'admin' ? EVERYTHING : reachFrom(reach, groups)
}

/** A key has no more role than who made it has now, and reaches no more. */
export function keyRights(key: Limited, owner: Limited): { role: Role; reach: Reach } {
  const role = lesserRole(key.role, owner.role)
  if (role === 'admin') return { role, reach: EVERYTHING }
  return { role, reach: lesserReach(reachFrom(key.reach, key.groups), personReach(owner)) }
}
