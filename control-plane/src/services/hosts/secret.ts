import { createHash, randomBytes } from 'node:crypto'

/** A secret of 256 random bits; the prefix tells people what it is for. */
export function createSecret(prefix: 'join' | 'host' | 'reset'): string {
  return `cbtv_${prefix}_${randomBytes(32).toString('base64url')}`
}

/** What is stored of a secret. It is random, so a fast hash is enough and can be looked up. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
