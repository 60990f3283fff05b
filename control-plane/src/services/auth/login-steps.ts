import { randomUUID } from 'node:crypto'
import { UserId } from '@cashbacktv/contract'
import { jwtVerify, SignJWT } from 'jose'

/** Long enough to find the phone. */
export const LOGIN_STEP_SECONDS = 300
const ISSUER = 'cashbacktv'
const AUDIENCE = 'cashbacktv-log-in'
const TYPE = 'ls+jwt'

/** Who has said the right password, and when; `id` tells one such step from another. */
export type LoginStep = { id: string; userId: UserId; at: Date }

/** Says that the password was right and the code is still to come. It opens nothing by itself, and is no session. */
export type LoginSteps = {
  sign(userId: UserId, now: Date): Promise<string>
  /** Null for anything but a step of ours that is not over. */
  verify(token: string, now: Date): Promise<LoginStep | null>
}

/** @param key reads the signing key; asked with each token, as it is known only once the database is */
export function createLoginSteps(key: () => Uint8Array): LoginSteps {
  return {
    sign(userId, now) {
      const issuedAt = Math.floor(now.getTime() / 1000)
      return new SignJWT({})
        .setProtectedHeader({ alg: 'HS256', typ: TYPE })
        .setSubject(userId)
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setJti(randomUUID())
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + LOGIN_STEP_SECONDS)
        .sign(key())
    },
    async verify(token, now) {
      try {
        const { payload } = await jwtVerify(token, key(), {
          ...{ algorithms: ['HS256'], issuer: ISSUER, audience: AUDIENCE, typ: TYPE },
          ...{ requiredClaims: ['sub', 'jti', 'iat', 'exp'], currentDate: now },
        })
        const userId = UserId.safeParse(payload.sub)
        const { jti, iat } = payload
        if (!userId.success || !jti || iat === undefined) return null
        return { id: jti, userId: userId.data, at: new Date(iat * 1000) }
      } catch {
        return null
      }
    },
  }
}
