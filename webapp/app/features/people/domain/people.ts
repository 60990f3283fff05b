import type { Role, SecondStepRule, UserView } from '@cashbacktv/contract'

/** Least to most. */
export const ROLES: readonly Role[] = ['viewer', 'operator', 'admin']

/** What a form says; the least when it says anything else. */
export function asRole(value: unknown): Role {
  return ROLES.find((role) => role === value) ?? 'viewer'
}

/** From nobody to everybody. */
export const RULES: readonly SecondStepRule[] = ['nobody', 'admins', 'editors', 'everybody']

/** What a form says; the most when it says anything else. */
export function asRule(value: unknown): SecondStepRule {
  return RULES.find((rule) => rule === value) ?? 'everybody'
}

export type Forgotten = { id: string; email: string; forgotAt: string }

/** Who waits for a link to set a new password, whoever waits longest first. A disabled account waits for nothing. */
export function forgottenOf(
  people: readonly Pick<UserView, 'id' | 'email' | 'forgotAt' | 'disabledAt'>[],
): Forgotten[] {
  return people
    .flatMap(({ id, email, forgotAt, disabledAt }) =>
      forgotAt && !disabledAt ? [{ id, email, forgotAt }] : [],
    )
    .toSorted((a, b) => Date.parse(a.forgotAt) - Date.parse(b.forgotAt))
}
