import { z } from 'zod'
import { Instant } from '../ids.ts'
import { says } from '../messages/says.ts'
import { changeOf } from '../schema/change-of.ts'

const Server = z
  .string()
  .trim()
  .max(253)
  .regex(/^[A-Za-z0-9.:-]+$/, { error: says('server-name-form') })

/** The server that e-mail goes through. */
export const SmtpSettings = z.strictObject({
  server: Server,
  port: z.int().min(1).max(65_535),
  /** `tls` from the first byte, usually on 465; `starttls` refuses a server without it, usually on 587. */
  security: z.enum(['tls', 'starttls', 'none']),
  user: z.string().max(254).nullable().default(null),
  /** Never shown again. */
  password: z.string().max(1024).nullable().default(null),
  from: z.email().max(254),
})
export type SmtpSettings = z.infer<typeof SmtpSettings>

/** What a person may see of it, but whether there is a password. */
export const SmtpAccount = SmtpSettings.omit({ password: true })
export type SmtpAccount = z.infer<typeof SmtpAccount>

const PingUrl = z.url({ protocol: /^https?$/, error: says('web-address-form') }).max(2048)

/** What alerts need of the world around. */
export const AlertSettings = z.object({
  smtp: SmtpSettings.nullable().default(null),
  /** Fetched each minute while all is well here: who misses it tells people that we cannot. */
  deadManUrl: PingUrl.nullable().default(null),
})
export type AlertSettings = z.infer<typeof AlertSettings>

/** Body of `PUT /alerts/settings`: what is left out stays, the password too; null switches off. */
export const PutAlertSettingsInput = changeOf(z.strictObject(AlertSettings.shape))
export type PutAlertSettingsInput = z.infer<typeof PutAlertSettingsInput>

export const AlertSettingsView = z.object({
  smtp: z.object({ ...SmtpAccount.shape, hasPassword: z.boolean() }).nullable(),
  /** The address itself is a secret. */
  deadMan: z
    .object({ server: z.string(), lastOkAt: Instant.nullable(), failing: z.boolean() })
    .nullable(),
})
export type AlertSettingsView = z.infer<typeof AlertSettingsView>
