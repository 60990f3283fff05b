import { z } from 'zod'
import { UserId } from '../ids.ts'
import { says } from '../messages/says.ts'

/** Least to most: a viewer looks, an operator runs channels, an admin also manages people and hosts. */
export const Role = z.enum(['viewer', 'operator', 'admin'])
export type Role = z.infer<typeof Role>

export const Me = z.object({ id: UserId, email: z.email(), role: Role })
export type Me = z.infer<typeof Me>

export const LoginInput = z.strictObject({
  email: z.email().max(254),
  password: z
    .string()
    .min(1, { error: says('password-empty') })
    .max(1024),
  rememberMe: z.boolean().default(false),
  /** What an earlier log-in on this device answered: strangers' wrong tries then do not count for it. */
  deviceToken: z.string().max(1024).optional(),
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

export const RefreshInput = z.strictObject({ refreshToken: z.string().min(1).max(512) })
