import { randomUUID } from 'node:crypto'
import { isCompactToken, UserId } from '@cashbacktv/contract'
import { type JWTPayload, jwtVerify, SignJWT } from 'jose'
import type { SigningKey, SigningKeys } from './signing-keys.ts'

const ISSUER = 'cashbacktv'
const LONGEST_TOKEN = 2048
/** Clocks of several control planes differ. */
const TOLERANCE_SECONDS = 5

/** A kind of token: what is signed as one counts for nothing as another. */
export type TokenKind = { audience: string; type: string; seconds: number }

/** What a token says. `id` tells one from another; the instant is in whole seconds. */
export type SignedClaims = { userId: UserId; id: string; issuedAt: Date; payload: JWTPayload }

/** The one door to JWTs. Neither role nor rights are in a token: they are read anew with each request. */
export type SignedTokens = {
  sign(claims: { userId: UserId; id?: string; more?: JWTPayload }, now: Date): Promise<string>
  /** Null for anything but a token of this kind and of ours that is valid now. */
  verify(token: string, now: Date): Promise<SignedClaims | null>
}

export function signedTokens(kind: TokenKind, keys: SigningKeys): SignedTokens {
  return {
    sign({ userId, id = randomUUID(), more = {} }, now) {
      const issuedAt = Math.floor(now.getTime() / 1000)
      return new SignJWT(more)
        .setProtectedHeader({ alg: 'HS256', typ: kind.type })
        .setSubject(userId)
        .setIssuer(ISSUER)
        .setAudience(kind.audience)
        .setJti(id)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + kind.seconds)
        .sign(keys.current())
    },
    async verify(token, now) {
      if (token.length > LONGEST_TOKEN || !isCompactToken(token)) return null
      for (const key of keys.believed(now)) {
        const claims = await read(kind, token, key, now).catch(() => null)
        if (claims) return claims
      }
      return null
    },
  }
}

async function read(
  { audience, type, seconds }: TokenKind,
  token: string,
  key: SigningKey,
  now: Date,
): Promise<SignedClaims | null> {
  const { payload, protectedHeader } = await jwtVerify(token, key, {
    algorithms: ['HS256'],
    issuer: ISSUER,
    audience,
    typ: type,
    requiredClaims: ['sub', 'iat', 'exp', 'jti'],
    maxTokenAge: seconds,
    clockTolerance: TOLERANCE_SECONDS,
    currentDate: now,
  })
  const onlyOurs = Object.keys(protectedHeader).every((name) => name === 'alg' || name === 'typ')
  const userId = UserId.safeParse(payload.sub)
  const { jti: id, iat, aud } = payload
  if (!onlyOurs || !userId.success || typeof aud !== 'string') return null
  if (typeof id !== 'string' || !Number.isInteger(iat)) return null
  return { userId: userId.data, id, issuedAt: new Date(Number(iat) * 1000), payload }
}
