import { z } from 'zod'
import { Instant } from '../ids.ts'
import { says } from '../messages/says.ts'

/** Six digits of an authenticator app, or a recovery code, with blanks and hyphens as one likes. */
export const SecondStepCode = z
  .string()
  .trim()
  .min(1, { error: says('code-empty') })
  .max(64)

const OwnPassword = z
  .string()
  .min(1, { error: says('password-empty') })
  .max(1024)

export const OwnPasswordInput = z.strictObject({ password: OwnPassword })
export type OwnPasswordInput = z.infer<typeof OwnPasswordInput>

export const CodeInput = z.strictObject({ code: SecondStepCode })
export type CodeInput = z.infer<typeof CodeInput>

export const PasswordAndCodeInput = z.strictObject({ password: OwnPassword, code: SecondStepCode })
export type PasswordAndCodeInput = z.infer<typeof PasswordAndCodeInput>

/** Of whom a second step is required; who edits are administrators and operators. */
export const SecondStepRule = z.enum(['nobody', 'admins', 'editors', 'everybody'])
export type SecondStepRule = z.infer<typeof SecondStepRule>

// Not `required`: behind a property of that name the page of the API shows nothing.
export const SecondStepRequirement = z.object({ rule: SecondStepRule })
export type SecondStepRequirement = z.infer<typeof SecondStepRequirement>

export const PutSecondStepRequirementInput = z.strictObject({
  rule: SecondStepRule,
  password: OwnPassword,
})
export type PutSecondStepRequirementInput = z.infer<typeof PutSecondStepRequirementInput>

/**
 * Whether a log-in of the person takes a code, since when, and how many recovery codes are unused.
 * `isRequired`: of whoever has this role a second step is; `isMissing`: and there is none yet, nor a passkey.
 */
export const SecondStepView = z.object({
  on: z.boolean(),
  isRequired: z.boolean(),
  isMissing: z.boolean(),
  since: Instant.nullable(),
  recoveryCodesLeft: z.int().nonnegative(),
})
export type SecondStepView = z.infer<typeof SecondStepView>

/** What an authenticator app is set up with, until a code of it confirms that, or `expiresAt`. */
export const SecondStepSetUp = z.object({
  /** Base32, to be typed. */
  secret: z.string(),
  /** `otpauth://totp/…`. */
  uri: z.string(),
  /** The same as a QR code: SVG. */
  qr: z.string(),
  expiresAt: Instant,
})
export type SecondStepSetUp = z.infer<typeof SecondStepSetUp>

/** Each lets in once, in place of a code of the app. They are in this answer and nowhere else. */
export const RecoveryCodes = z.object({ codes: z.array(z.string()) })
export type RecoveryCodes = z.infer<typeof RecoveryCodes>
