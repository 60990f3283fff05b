import type { Role } from '@cashbacktv/contract'

/** Least to most. */
export const ROLES: readonly Role[] = ['viewer', 'operator', 'admin']

/** What a form says; the least when it says anything else. */
export function asRole(value: unknown): Role {
  return ROLES.find((role) => role === value) ?? 'viewer'
}
