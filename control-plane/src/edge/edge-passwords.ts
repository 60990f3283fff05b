import { argon2idAsync } from '@noble/hashes/argon2.js'
import type { Passwords } from '../services/auth/passwords.ts'
import { formatArgon2, readArgon2 } from './domain/argon2-text.ts'

/** As the control plane on Node: OWASP's first choice, 19 MiB and 2 passes. */
const COST = { m: 19_456, t: 2, p: 1 }
const SALT_BYTES = 16
const HASH_BYTES = 32

/**
 * argon2 without native code, several times slower than that: a log-in takes some hundred
 * milliseconds of processor time. What either has made the other verifies.
 */
export const edgePasswords: Passwords = {
  async hash(password) {
    const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES))
    const hash = await argon2idAsync(password, salt, { ...COST, dkLen: HASH_BYTES })
    return formatArgon2({ ...COST, salt, hash })
  },
  async verify(storedHash, password) {
    const stored = storedHash === null ? null : readArgon2(storedHash)
    const salt = stored?.salt ?? new Uint8Array(SALT_BYTES)
    const { m, t, p } = stored ?? COST
    const dkLen = stored?.hash.length ?? HASH_BYTES
    const hash = await argon2idAsync(password, salt, { m, t, p, dkLen })
    return stored !== null && isSame(hash, stored.hash)
  },
}

/** In the same time wherever they differ. */
function isSame(one: Uint8Array, other: Uint8Array): boolean {
  let difference = one.length ^ other.length
  for (const [index, byte] of one.entries()) difference |= byte ^ (other[index] ?? 0)
  return difference === 0
}
