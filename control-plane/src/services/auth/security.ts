import type { AccessTokens } from './access-tokens.ts'
import type { DeviceTokens } from './device-tokens.ts'
import type { LoginLimits } from './login-limits.ts'
import type { Passwords } from './passwords.ts'

/** What accounts are kept safe with; made once a process. */
export type Security = {
  passwords: Passwords
  tokens: AccessTokens
  devices: DeviceTokens
  limits: LoginLimits
}
