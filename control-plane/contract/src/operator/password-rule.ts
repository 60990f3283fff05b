/** Long enough that guessing over the network is hopeless. Nothing is asked of its letters and digits. */
export const SHORTEST_PASSWORD = 12
export const LONGEST_PASSWORD = 1024
/** From so many characters on a password that passes is called strong. */
const STRONG = 18
/** Shorter parts of an address are in many a word. */
const SHORTEST_NAME = 4

const PRODUCT = /cash\W?back|transcoder/
const SEQUENCES = [
  'abcdefghijklmnopqrstuvwxyz',
  '0123456789012345678901234567890',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertyuıopğüasdfghjklşizxcvbnmöç',
]

/** What is wrong with a new password, as the code of its message. */
export type PasswordFault =
  | 'password-pattern'
  | 'password-product'
  | 'password-personal'
  | 'password-common'

type Known = {
  /** Whose it is to be; null where that is not known. */
  email: string | null
  /** Whether a word, in small letters, is on a list of common passwords. */
  isCommon(word: string): boolean
}

/**
 * The one rule of new passwords beside their length: nothing that whoever guesses tries first. A
 * common password is one with digits or signs around it, or twice in a row, too.
 */
export function passwordFault(password: string, { email, isCommon }: Known): PasswordFault | null {
  const small = password.normalize('NFKC').toLowerCase()
  const core = small.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
  const unit = unitOf(small)
  if (unit.length < SHORTEST_NAME || isSequence(small) || isSequence(core))
    return 'password-pattern'
  if (PRODUCT.test(small)) return 'password-product'
  if (namesIn(email).some((name) => small.includes(name))) return 'password-personal'
  if ([small, core, unit, unitOf(core)].some(isCommon)) return 'password-common'
  return null
}

/** For who types it: how good it is so far. */
export function passwordStrength(password: string): 'short' | 'good' | 'strong' {
  if (password.length < SHORTEST_PASSWORD) return 'short'
  return password.length < STRONG ? 'good' : 'strong'
}

/** What the text is a repetition of; itself where it is none. */
function unitOf(text: string): string {
  return /^(.+?)\1+$/su.exec(text)?.[1] ?? text
}

/** Keys or letters in a row, forwards or backwards, and nothing else. */
function isSequence(text: string): boolean {
  if (text.length < SHORTEST_NAME) return false
  const backwards = [...text].reverse().join('')
  return SEQUENCES.some((row) => row.includes(text) || row.includes(backwards))
}

/** The parts of an address by which a person is known. */
function namesIn(email: string | null): string[] {
  const [local = '', domain = ''] = (email ?? '').toLowerCase().split('@')
  const labels = domain.split('.').slice(0, -1)
  return [local, ...local.split(/[._+-]/), ...labels].filter(
    ({ length }) => length >= SHORTEST_NAME,
  )
}
