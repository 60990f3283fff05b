import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { SigningKeys } from './signing-keys.ts'

const NONCE_BYTES = 32
const INSTANT_BYTES = 6
const MAC_BYTES = 32

/**
 * What a passkey has to sign, made for one attempt: `purpose` says whose, and what is not asked for
 * counts for nothing as another. It carries its end and our seal, so that nothing is kept for
 * strangers who ask and never come back. That each is used once is for whoever takes it to see to.
 */
export type PasskeyChallenges = {
  /** In base64url. */
  create(purpose: string, seconds: number, now: Date): string
  /** Tells it from all others; null for what we have not made for this purpose, or too long ago. */
  idOf(challenge: string, purpose: string, now: Date): string | null
}

export function createPasskeyChallenges(keys: SigningKeys): PasskeyChallenges {
  return {
    create(purpose, seconds, now) {
      const body = Buffer.alloc(NONCE_BYTES + INSTANT_BYTES)
      randomBytes(NONCE_BYTES).copy(body)
      body.writeUIntBE(now.getTime() + seconds * 1000, NONCE_BYTES, INSTANT_BYTES)
      return Buffer.concat([body, sealOf(keys.current(), purpose, body)]).toString('base64url')
    },
    idOf(challenge, purpose, now) {
      const all = Buffer.from(challenge, 'base64url')
      if (all.length !== NONCE_BYTES + INSTANT_BYTES + MAC_BYTES) return null
      const body = all.subarray(0, NONCE_BYTES + INSTANT_BYTES)
      const seal = all.subarray(NONCE_BYTES + INSTANT_BYTES)
      const ours = keys
        .believed(now)
        .some((key) => timingSafeEqual(seal, sealOf(key, purpose, body)))
      const isOver = body.readUIntBE(NONCE_BYTES, INSTANT_BYTES) <= now.getTime()
      return ours && !isOver ? body.subarray(0, NONCE_BYTES).toString('base64url') : null
    },
  }
}

function sealOf(key: Uint8Array, purpose: string, body: Uint8Array): Buffer {
  return createHmac('sha256', key).update(`passkey\n${purpose}\n`).update(body).digest()
}
