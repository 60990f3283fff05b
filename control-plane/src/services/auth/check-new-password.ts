import { inEnglish, messageOf, passwordFault, SHORTEST_PASSWORD } from '@cashbacktv/contract'
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
  const fault = faultOf(password, email)
  if (fault) throw fieldError(path, messageOf(fault))
}

/**
 * The same for the password of an admin that the environment gives.
 *
 * @throws Error with a sentence for who set it
 */
export function checkGivenPassword(password: string, email: string): void {
  const fault = faultOf(password, email)
  const isShort = password.length < SHORTEST_PASSWORD
  const why = isShort ? `It needs ${SHORTEST_PASSWORD} characters.` : null
  const text = why ?? (fault && inEnglish(messageOf(fault)))
  if (text) throw new Error(`ADMIN_PASSWORD is easy to guess. ${text} Give another.`)
}

function faultOf(password: string, email: string) {
  return passwordFault(password, { email, isCommon: (word) => COMMON.has(word) })
}
