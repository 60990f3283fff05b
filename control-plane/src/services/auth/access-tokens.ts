import type { UserId } from '@cashbacktv/contract'
import { signedTokens } from './signed-tokens.ts'
import type { SigningKeys } from './signing-keys.ts'

export const ACCESS_SECONDS = 600

export type AccessClaims = { userId: UserId; familyId: string; issuedAt: Date }

/** What a request shows. It counts for as long as the session that it names does. */
export type AccessTokens = {
  sign(claims: { userId: UserId; familyId: string }, now: Date): Promise<string>
  /** Null for anything but a token of ours that is valid now. */
  verify(token: string, now: Date): Promise<AccessClaims | null>
}

export function createAccessTokens(keys: SigningKeys): AccessTokens {
  const kind = { audience: 'cashbacktv-api', type: 'at+jwt', seconds: ACCESS_SECONDS }
  const tokens = signedTokens(kind, keys)
  return {
    sign: ({ userId, familyId }, now) => tokens.sign({ userId, more: { sid: familyId } }, now),
    async verify(token, now) {
      const claims = await tokens.verify(token, now)
      const familyId = claims?.payload.sid
      if (!claims || typeof familyId !== 'string') return null
      return { userId: claims.userId, familyId, issuedAt: claims.issuedAt }
    },
  }
}
