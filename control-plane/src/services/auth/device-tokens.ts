import { randomUUID } from 'node:crypto'
import type { UserId } from '@cashbacktv/contract'
import { jwtVerify, SignJWT } from 'jose'

/** Renewed with each log-in: a device that was not used for longer is a stranger again. */
export const DEVICE_SECONDS = 180 * 86_400
const ISSUER = 'cashbacktv'
const AUDIENCE = 'cashbacktv-device'
const TYPE = 'dv+jwt'

/**
 * Says that a person has logged in on a device before. It opens nothing: whoever shows it is asked
 * for the password as ever, and is only spared the limits that strangers have used up.
 */
export type DeviceTokens = {
  /** For a device that has just logged in; `id` is the one that it had before, if any. */
  sign(device: { userId: UserId; id: string | null }, now: Date): Promise<string>
  /** The id of the device; null for one that this person has not logged in on. */
  verify(token: string | undefined, userId: UserId, now: Date): Promise<string | null>
}

/** @param key reads the signing key; asked with each token, as it is known only once the database is */
export function createDeviceTokens(key: () => Uint8Array): DeviceTokens {
  return {
    sign({ userId, id }, now) {
      const issuedAt = Math.floor(now.getTime() / 1000)
      return new SignJWT({})
        .setProtectedHeader({ alg: 'HS256', typ: TYPE })
        .setSubject(userId)
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setJti(id ?? randomUUID())
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + DEVICE_SECONDS)
        .sign(key())
    },
    async verify(token, userId, now) {
      if (!token) return null
      try {
        const { payload } = await jwtVerify(token, key(), {
          ...{ algorithms: ['HS256'], issuer: ISSUER, audience: AUDIENCE, typ: TYPE },
          ...{ subject: userId, requiredClaims: ['jti', 'exp'], currentDate: now },
        })
        return payload.jti ?? null
      } catch {
        return null
      }
    },
  }
}
