import type { Role } from '@cashbacktv/contract'

const RANK: Record<Role, number> = { viewer: 1, operator: 2, admin: 3 }

/** Whether a role may do what needs another: each may do all that a lesser one may. */
export function mayActAs(role: Role, needed: Role): boolean {
  return RANK[role] >= RANK[needed]
}

export function lesserRole(one: Role, other: Role): Role {
  return mayActAs(one, other) ? other : one
}
