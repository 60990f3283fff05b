import type { ApiProblem } from '../../../shared/domain/api-problem.ts'
import { problemAt } from '../../../shared/domain/field-problems.ts'

/** A step that is over begins anew with the password; one whose code or passkey was wrong goes on. */
export function isStepOver({ code, messageCode, details }: ApiProblem): boolean {
  const isWrong = problemAt(details, 'code') !== undefined || messageCode.startsWith('passkey-')
  return code === 'unauthenticated' && !isWrong
}
