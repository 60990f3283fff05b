import type { UserId } from '@cashbacktv/contract'
import { signedTokens } from './signed-tokens.ts'
import type { SigningKeys } from './signing-keys.ts'

/** Renewed with each log-in: a device that was not used for longer is a stranger again. */
export const DEVICE_SECONDS = 180 * 86_400

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

export function createDeviceTokens(keys: SigningKeys): DeviceTokens {
  const kind = { audience: 'cashbacktv-device', type: 'dv+jwt', seconds: DEVICE_SECONDS }
  const tokens = signedTokens(kind, keys)
  return {
    sign: ({ userId, id }, now) => tokens.sign({ userId, ...(id ? { id } : {}) }, now),
    async verify(token, userId, now) {
      const claims = token ? await tokens.verify(token, now) : null
      return claims?.userId === userId ? claims.id : null
    },
  }
}
