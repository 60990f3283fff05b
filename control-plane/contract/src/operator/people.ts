import { z } from 'zod'
import { UserId } from '../ids.ts'
import { says } from '../messages/says.ts'
import { GroupLimit } from './channel-group.ts'
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from './password-rule.ts'
import { SecondStepCode } from './second-step.ts'
import { Role } from './session.ts'

/** What else is asked of it is in `password-rule.ts`. */
export const NewPassword = z.string().min(SHORTEST_PASSWORD).max(LONGEST_PASSWORD)
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
  /** A log-in takes a code, too. */
  secondStep: z.boolean(),
  /** How many passkeys the person can log in with. */
  passkeys: z.int().nonnegative(),
  /** The groups whose channels this person reaches; null for all channels. An administrator reaches all whatever is set here. */
  groupIds: GroupLimit,
})
export type UserView = z.infer<typeof UserView>

/** Sent again with the same `id` it makes nobody twice. Without a password the person sets one by a link, which the answer to making the link has. */
export const CreateUserInput = z.strictObject({
  id: UserId.optional(),
  email: z.email().max(254),
  role: Role,
  password: NewPassword.optional(),
  groupIds: GroupLimit.default(null),
})
export type CreateUserInput = z.infer<typeof CreateUserInput>

/** What is left out stays. */
export const UpdateUserInput = z.strictObject({
  id: UserId,
  role: Role.optional(),
  disabled: z.boolean().optional(),
  groupIds: GroupLimit.optional(),
})
export type UpdateUserInput = z.infer<typeof UpdateUserInput>

/** For somebody new, good for 72 hours, or for who has forgotten the password, for one. */
export const PasswordLinkInput = z.strictObject({
  id: UserId,
  purpose: z.enum(['invitation', 'reset']).default('reset'),
  /** To be mailed, where mail and the address of this server are set up. */
  mail: z.boolean().default(false),
})
export type PasswordLinkInput = z.infer<typeof PasswordLinkInput>

/** With this link a password is set once. It is shown this once. */
export const PasswordLink = z.object({
  token: z.string(),
  /** Null where `PUBLIC_URL` is not set: `path` is then to be put behind the address one uses. */
  url: z.url().nullable(),
  path: z.string(),
  expiresAt: z.iso.datetime(),
  mailed: z.boolean(),
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
  /** Of who has set up a second step. */
  code: SecondStepCode.optional(),
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
