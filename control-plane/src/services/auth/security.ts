import type { AccessTokens } from './access-tokens.ts'
import type { DeviceTokens } from './device-tokens.ts'
import type { LoginLimits } from './login-limits.ts'
import type { LoginSteps } from './login-steps.ts'
import type { PasskeyChallenges } from './passkey-challenges.ts'
import type { Passwords } from './passwords.ts'
import type { RefreshTokens } from './refresh-tokens.ts'
import type { RequestLimits } from './request-limits.ts'
import type { SigningKeys } from './signing-keys.ts'

/** What accounts are kept safe with; made once a process. */
export type Security = {
  passwords: Passwords
  keys: SigningKeys
  /** By the environment, which alone can change it. */
  isKeyGiven: boolean
  tokens: AccessTokens
  refreshTokens: RefreshTokens
  devices: DeviceTokens
  loginSteps: LoginSteps
  passkeyChallenges: PasskeyChallenges
  limits: LoginLimits
  requests: RequestLimits
}
