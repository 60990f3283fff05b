import { createHash, randomBytes, randomInt } from 'node:crypto'

export const RECOVERY_CODES = 10
/** Crockford's base32: no letter that is taken for a digit. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const GROUPS = 4
const GROUP_LETTERS = 4

export type StoredCode = { salt: string; codeHash: string }

/** Ten codes of 80 random bits, as `7f3k-…-…-…`. */
export function createRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () =>
    Array.from({ length: GROUPS }, () => letters(GROUP_LETTERS)).join('-'),
  )
}

/** What is stored of a code. With 80 random bits and a salt of its own nothing is gained by guessing from the hash. */
export function storedCode(code: string): StoredCode {
  const salt = randomBytes(16).toString('base64url')
  return { salt, codeHash: hashOf(salt, code) }
}

/** However it was typed: with blanks or hyphens, in capitals, an o for a zero. */
export function isCode(stored: StoredCode, typed: string): boolean {
  return stored.codeHash === hashOf(stored.salt, typed)
}

function letters(count: number): string {
  return Array.from({ length: count }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
}

function hashOf(salt: string, code: string): string {
  const plain = code.toLowerCase().replace(/[\s-]/g, '').replace(/o/g, '0').replace(/[il]/g, '1')
  return createHash('sha256').update(`${salt}\n${plain}`).digest('hex')
}
