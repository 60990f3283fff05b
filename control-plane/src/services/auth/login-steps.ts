import type { UserId } from '@cashbacktv/contract'
import { signedTokens } from './signed-tokens.ts'
import type { SigningKeys } from './signing-keys.ts'

/** Long enough to find the phone. */
export const LOGIN_STEP_SECONDS = 300

/** Who has said the right password, and when; `id` tells one such step from another. */
export type LoginStep = { id: string; userId: UserId; at: Date }

/** Says that the password was right and the code is still to come. It opens nothing by itself, and is no session. */
export type LoginSteps = {
  sign(userId: UserId, now: Date): Promise<string>
  /** Null for anything but a step of ours that is not over. */
  verify(token: string, now: Date): Promise<LoginStep | null>
}

export function createLoginSteps(keys: SigningKeys): LoginSteps {
  const kind = { audience: 'cashbacktv-log-in', type: 'ls+jwt', seconds: LOGIN_STEP_SECONDS }
  const tokens = signedTokens(kind, keys)
  return {
    sign: (userId, now) => tokens.sign({ userId }, now),
    async verify(token, now) {
      const claims = await tokens.verify(token, now)
      return claims && { id: claims.id, userId: claims.userId, at: claims.issuedAt }
    },
  }
}
