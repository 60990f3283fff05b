import { z } from 'zod'
import { Instant, UserId } from '../ids.ts'
import { says } from '../messages/says.ts'
import { GroupLimit } from './channel-group.ts'
import { SecondStepCode } from './second-step.ts'

/** Least to most: a viewer looks, an operator runs channels, an admin also manages people and hosts. */
export const Role = z.enum(['viewer', 'operator', 'admin'])
export type Role = z.infer<typeof Role>

export const Me = z.object({ id: UserId, email: z.email(), role: Role })
export type Me = z.infer<typeof Me>

/** With the groups whose channels this person, or the key that asks, reaches; null for all channels. */
export const MeWithReach = Me.extend({ groupIds: GroupLimit })
export type MeWithReach = z.infer<typeof MeWithReach>

export const LoginInput = z.strictObject({
  email: z.email().max(254),
  password: z
    .string()
    .min(1, { error: says('password-empty') })
    .max(1024),
  rememberMe: z.boolean().default(false),
  /** What an earlier log-in on this device answered: strangers' wrong tries then do not count for it. */
  deviceToken: z.string().max(1024).optional(),
  /** Of who has set up a second step: without it the answer is 401 `code-needed`. */
  code: SecondStepCode.optional(),
})
export type LoginInput = z.infer<typeof LoginInput>

export const SessionTokens = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  expiresInSeconds: z.int().positive(),
  user: Me,
  /** For the next log-in on this device; only in the answer to a log-in. */
  deviceToken: z.string().optional(),
})
export type SessionTokens = z.infer<typeof SessionTokens>

/**
 * What a right password opens: a session, or the step that waits five minutes for a code, or for a
 * passkey of who has one. `hasCode` is false of who must use a second step and has nothing but passkeys.
 */
export const StartedLogin = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('session'), tokens: SessionTokens }),
  z.object({
    kind: z.literal('code'),
    step: z.string(),
    hasCode: z.boolean(),
    hasPasskey: z.boolean(),
  }),
])
export type StartedLogin = z.infer<typeof StartedLogin>

export const FinishLoginInput = z.strictObject({
  step: z.string().min(1).max(1024),
  code: SecondStepCode,
  ...LoginInput.pick({ rememberMe: true, deviceToken: true }).shape,
})
export type FinishLoginInput = z.infer<typeof FinishLoginInput>

export const RefreshInput = z.strictObject({ refreshToken: z.string().min(1).max(512) })

export const LogoutInput = z
  .strictObject({ refreshToken: z.string().max(512).optional() })
  .prefault({})

/** What signs log-ins: whether the environment gives it, and until when what a former key signed counts. */
export const SigningKeyView = z.object({
  isGiven: z.boolean(),
  formerCountsUntil: Instant.nullable(),
})
export type SigningKeyView = z.infer<typeof SigningKeyView>
