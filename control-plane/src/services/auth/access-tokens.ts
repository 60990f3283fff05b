import { randomUUID } from 'node:crypto'
import { UserId } from '@cashbacktv/contract'
import { jwtVerify, SignJWT } from 'jose'

export const ACCESS_SECONDS = 600
const ISSUER = 'cashbacktv'
const AUDIENCE = 'cashbacktv-api'
const TYPE = 'at+jwt'
const LONGEST_TOKEN = 2048

export type AccessClaims = { userId: UserId; familyId: string; issuedAt: Date }

/** The one door to JWTs. The role is not in the token: it is read anew with each request. */
export type AccessTokens = {
  sign(claims: { userId: UserId; familyId: string }, now: Date): Promise<string>
  /** Null for anything but a token of ours that is valid now. */
  verify(token: string, now: Date): Promise<AccessClaims | null>
}

/** @param key reads the signing key; asked with each token, as it is known only once the database is */
export function createAccessTokens(key: () => Uint8Array): AccessTokens {
  return {
    sign({ userId, familyId }, now) {
      const issuedAt = Math.floor(now.getTime() / 1000)
      return new SignJWT({ sid: familyId })
        .setProtectedHeader({ alg: 'HS256', typ: TYPE })
        .setSubject(userId)
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setJti(randomUUID())
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + ACCESS_SECONDS)
        .sign(key())
    },
    async verify(token, now) {
      if (token.length > LONGEST_TOKEN) return null
      try {
        return await read(token, key(), now)
      } catch {
        return null
      }
    },
  }
}

async function read(token: string, key: Uint8Array, now: Date): Promise<AccessClaims | null> {
  const { payload, protectedHeader } = await jwtVerify(token, key, {
    algorithms: ['HS256'],
    issuer: ISSUER,
    audience: AUDIENCE,
    typ: TYPE,
    requiredClaims: ['sub', 'sid', 'iat', 'exp', 'jti'],
    maxTokenAge: ACCESS_SECONDS,
    clockTolerance: 5,
    currentDate: now,
  })
  const onlyOurs = Object.keys(protectedHeader).every((name) => name === 'alg' || name === 'typ')
  const userId = UserId.safeParse(payload.sub)
  const { sid, iat, aud } = payload
  if (!onlyOurs || !userId.success || typeof aud !== 'string') return null
  if (typeof sid !== 'string' || !Number.isInteger(iat)) return null
  return { userId: userId.data, familyId: sid, issuedAt: new Date(Number(iat) * 1000) }
}
