import { z } from 'zod'
import { Instant } from '../ids.ts'
import { says } from '../messages/says.ts'
import { ToldMessage } from '../messages/told-message.ts'
import { OwnPasswordInput, SecondStepCode } from './second-step.ts'
import { LoginInput } from './session.ts'

/** Bytes as WebAuthn sends them, in base64url without padding; `most` letters of it. */
const bytes = (most: number) =>
  z
    .string()
    .regex(/^[\w-]+$/)
    .max(most)
/** WebAuthn allows ids of 1023 bytes. */
const CredentialId = bytes(1364)

/** How an authenticator is reached. What a browser of tomorrow adds is left out. */
export const PASSKEY_TRANSPORTS = [
  ...(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const),
] as const
export type PasskeyTransport = (typeof PASSKEY_TRANSPORTS)[number]
const isTransport = (text: string): text is PasskeyTransport =>
  PASSKEY_TRANSPORTS.some((known) => known === text)

export const PasskeyName = z
  .string()
  .trim()
  .min(1, { error: says('passkey-name-empty') })
  .max(60)

export const PasskeyView = z.object({
  id: z.uuid(),
  name: PasskeyName,
  createdAt: Instant,
  /** Null when nobody has logged in by it yet. */
  lastUsedAt: Instant.nullable(),
  /** Kept by a password manager on several devices, not by one authenticator alone. */
  isSynced: z.boolean(),
})
export type PasskeyView = z.infer<typeof PasskeyView>

/** Where passkeys count: at `site`, `https://tv.example`; null with why they cannot be used here. */
export const PasskeySite = z.object({
  site: z.string().nullable(),
  obstacle: ToldMessage.nullable(),
})
export type PasskeySite = z.infer<typeof PasskeySite>

export const OwnPasskeys = PasskeySite.extend({ items: z.array(PasskeyView) })
export type OwnPasskeys = z.infer<typeof OwnPasskeys>

/** What is asked before a passkey is added or removed: the password and, where a second step is on, a code. */
export const OwnProofInput = OwnPasswordInput.extend({ code: SecondStepCode.optional() })
export type OwnProofInput = z.infer<typeof OwnProofInput>

/** The name is looked at with the proof, before the device asks for anybody. */
export const BeginPasskeyInput = OwnProofInput.extend({ name: PasskeyName })
export type BeginPasskeyInput = z.infer<typeof BeginPasskeyInput>

const Descriptor = z.object({
  id: CredentialId,
  type: z.literal('public-key'),
  transports: z.array(z.enum(PASSKEY_TRANSPORTS)),
})

/** For `navigator.credentials.create()`, with bytes in base64url: PublicKeyCredentialCreationOptionsJSON. */
export const PasskeyCreation = z.object({
  challenge: z.string(),
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  pubKeyCredParams: z.array(z.object({ type: z.literal('public-key'), alg: z.int() })),
  /** Milliseconds. */
  timeout: z.int(),
  attestation: z.literal('none'),
  excludeCredentials: z.array(Descriptor),
  authenticatorSelection: z.object({
    residentKey: z.literal('required'),
    requireResidentKey: z.literal(true),
    userVerification: z.literal('required'),
  }),
})
export type PasskeyCreation = z.infer<typeof PasskeyCreation>

/** For `navigator.credentials.get()`: PublicKeyCredentialRequestOptionsJSON. Any passkey will do where none is listed. */
export const PasskeyRequest = z.object({
  challenge: z.string(),
  rpId: z.string(),
  /** Milliseconds. */
  timeout: z.int(),
  userVerification: z.literal('required'),
  allowCredentials: z.array(Descriptor),
})
export type PasskeyRequest = z.infer<typeof PasskeyRequest>

/** What `create()` made: RegistrationResponseJSON, of which the rest is not looked at. */
export const CreatedPasskey = z.object({
  id: CredentialId,
  rawId: CredentialId,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: bytes(8192),
    attestationObject: bytes(65_536),
    transports: z
      .array(z.string().max(32))
      .max(16)
      .default([])
      .transform((all) => all.filter(isTransport)),
  }),
})
export type CreatedPasskey = z.infer<typeof CreatedPasskey>

/** What `get()` answered: AuthenticationResponseJSON, of which the rest is not looked at. */
export const ShownPasskey = z.object({
  id: CredentialId,
  rawId: CredentialId,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: bytes(8192),
    authenticatorData: bytes(8192),
    signature: bytes(8192),
    userHandle: bytes(128).nullish(),
  }),
})
export type ShownPasskey = z.infer<typeof ShownPasskey>

export const AddPasskeyInput = z.strictObject({ name: PasskeyName, created: CreatedPasskey })
export type AddPasskeyInput = z.infer<typeof AddPasskeyInput>

export const RenamePasskeyInput = z.strictObject({ id: z.uuid(), name: PasskeyName })
export type RenamePasskeyInput = z.infer<typeof RenamePasskeyInput>

export const RemovePasskeyInput = OwnProofInput.extend({ id: z.uuid() })
export type RemovePasskeyInput = z.infer<typeof RemovePasskeyInput>

/** `step`: what a right password has opened, where the passkey is the second step. */
export const StartPasskeyLoginInput = z.strictObject({
  step: z.string().min(1).max(1024).optional(),
})
export type StartPasskeyLoginInput = z.infer<typeof StartPasskeyLoginInput>

export const FinishPasskeyLoginInput = StartPasskeyLoginInput.extend({
  shown: ShownPasskey,
  ...LoginInput.pick({ rememberMe: true, deviceToken: true }).shape,
})
export type FinishPasskeyLoginInput = z.infer<typeof FinishPasskeyLoginInput>
