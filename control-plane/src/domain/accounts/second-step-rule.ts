import type { Role, SecondStepRule } from '@cashbacktv/contract'

/** For whom a rule asks a second step. */
const ROLES: Record<SecondStepRule, readonly Role[]> = {
  nobody: [],
  admins: ['admin'],
  editors: ['admin', 'operator'],
  everybody: ['admin', 'operator', 'viewer'],
}

export function mustHaveSecondStep(rule: SecondStepRule, role: Role): boolean {
  return ROLES[rule].includes(role)
}

/** What a person could show after the password. */
export type Factors = { code: boolean; passkey: boolean }

/**
 * What a log-in asks for after the password, null for nothing. Who has set a code up is always asked;
 * a passkey alone is asked for where a rule wants a second step, which it would be none of otherwise.
 */
export function askedAfterPassword(factors: Factors, isRequired: boolean): Factors | null {
  if (factors.code) return factors
  return factors.passkey && isRequired ? factors : null
}
