import { z } from 'zod'
import { UserId } from '../ids.ts'
import { says } from '../messages/says.ts'
import { Role } from './session.ts'

/** Long enough that guessing over the network is hopeless; nothing else is asked of it. */
export const NewPassword = z.string().min(12).max(1024)
export type NewPassword = z.infer<typeof NewPassword>

export const UserView = z.object({
  id: UserId,
  email: z.email(),
  role: Role,
  disabledAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  /** Newest log-in or renewal of a session that is still good; null when there is none. */
  lastSeenAt: z.iso.datetime().nullable(),
  /** Sessions that are still good. */
  sessions: z.int().nonnegative(),
  /** When this person said to have forgotten the password, until a link is made or the password is set. */
  forgotAt: z.iso.datetime().nullable(),
})
export type UserView = z.infer<typeof UserView>

/** Sent again with the same `id` it makes nobody twice. Without a password the person sets one by a link, which the answer to making the link has. */
export const CreateUserInput = z.strictObject({
  id: UserId.optional(),
  email: z.email().max(254),
  role: Role,
  password: NewPassword.optional(),
})
export type CreateUserInput = z.infer<typeof CreateUserInput>

/** What is left out stays. */
export const UpdateUserInput = z.strictObject({
  id: UserId,
  role: Role.optional(),
  disabled: z.boolean().optional(),
})
export type UpdateUserInput = z.infer<typeof UpdateUserInput>

/** With this link a password is set once. It is shown this once. */
export const PasswordLink = z.object({
  token: z.string(),
  url: z.url(),
  expiresAt: z.iso.datetime(),
})
export type PasswordLink = z.infer<typeof PasswordLink>

export const ForgotPasswordInput = z.strictObject({
  email: z.email().max(254),
})
export type ForgotPasswordInput = z.infer<typeof ForgotPasswordInput>

export const ResetPasswordInput = z.strictObject({
  token: z.string().min(1).max(512),
  password: NewPassword,
})
export type ResetPasswordInput = z.infer<typeof ResetPasswordInput>

export const ChangePasswordInput = z.strictObject({
  currentPassword: z
    .string()
    .min(1, { error: says('password-empty') })
    .max(1024),
  newPassword: NewPassword,
})
export type ChangePasswordInput = z.infer<typeof ChangePasswordInput>

/** One device or program that is logged in. */
export const SessionView = z.object({
  id: z.uuid(),
  userAgent: z.string().nullable(),
  /** From where it was begun or renewed last; null when that is not known. */
  address: z.string().nullable(),
  startedAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  remembered: z.boolean(),
  /** The one that asks. */
  current: z.boolean(),
})
export type SessionView = z.infer<typeof SessionView>
