import { messageOf, passwordFault } from '@cashbacktv/contract'
import { dictionary } from '@zxcvbn-ts/language-common'
import { fieldError } from '../../domain/errors.ts'

const COMMON: ReadonlySet<unknown> = new Set(dictionary['passwords-common'])

type NewPassword = { password: string; email: string; path: string }

/**
 * To be asked before a person's password is set.
 *
 * @throws DomainError `validation_failed` at `path` for one that is tried first by whoever guesses
 */
export function checkNewPassword({ password, email, path }: NewPassword): void {
  const fault = passwordFault(password, { email, isCommon: (word) => COMMON.has(word) })
  if (fault) throw fieldError(path, messageOf(fault))
}
