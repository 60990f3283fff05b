import { createHash, randomBytes } from 'node:crypto'

const BEGINS = 'cbk_'
const FORM = /^cbk_[\w-]{43}$/
const SHOWN_CHARACTERS = BEGINS.length + 6

/** A key of 256 random bits. */
export function createApiKey(): string {
  return BEGINS + randomBytes(32).toString('base64url')
}

/** Whether a credential is meant to be a key; anything else is an access token. */
export function looksLikeApiKey(token: string): boolean {
  return token.startsWith(BEGINS)
}

/** What is stored of a key; null for what no key of ours looks like. Random, so a fast hash is enough. */
export function hashApiKey(key: string): string | null {
  return FORM.test(key) ? createHash('sha256').update(key).digest('hex') : null
}

/** By which people tell keys apart; too little of it to guess the rest. */
export function prefixOf(key: string): string {
  return key.slice(0, SHOWN_CHARACTERS)
}
