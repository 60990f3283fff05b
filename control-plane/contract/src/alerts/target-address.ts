import { z } from 'zod'
import { says } from '../messages/says.ts'

const WebAddress = z.url({ protocol: /^https?$/, error: says('web-address-form') }).max(2048)

const HeaderName = z.string().regex(/^[A-Za-z0-9-]{1,64}$/, { error: says('header-name-form') })
const HeaderValue = z
  .string()
  .regex(/^[\t\x20-\x7e]{0,1000}$/, { error: says('header-value-form') })
const People = z.array(z.email().max(254)).min(1).max(20)
const Phones = z
  .array(z.string().regex(/^\+?[0-9 ]{4,20}$/, { error: says('phone-form') }))
  .min(1)
  .max(20)

/** The secret by which who receives a webhook tells that it is ours. */
const SigningSecret = z.string().min(16).max(256)

const Sms = z.strictObject({
  kind: z.literal('sms'),
  method: z.enum(['POST', 'PUT', 'GET']).default('POST'),
  /** `{{to}}` and `{{text}}` stand for the number and the text, in the form that the place needs. */
  url: WebAddress,
  headers: z.record(HeaderName, HeaderValue).default({}),
  body: z.string().max(4000).default(''),
  to: Phones,
})

const email = z.strictObject({ kind: z.literal('email'), to: People })
const slack = z.strictObject({ kind: z.literal('slack'), url: WebAddress })
const discord = z.strictObject({ kind: z.literal('discord'), url: WebAddress })
const teams = z.strictObject({ kind: z.literal('teams'), url: WebAddress })
const webhook = z.strictObject({
  kind: z.literal('webhook'),
  url: WebAddress,
  secret: SigningSecret,
})

/** Where messages of a target go, with its secrets: addresses of hooks are secrets themselves. */
export const AlertTargetAddress = z.discriminatedUnion('kind', [
  ...([email, slack, discord, teams, webhook, Sms] as const),
])
export type AlertTargetAddress = z.infer<typeof AlertTargetAddress>

export const AlertTargetKind = z.enum(
  AlertTargetAddress.options.map(({ shape }) => shape.kind.value),
)
export type AlertTargetKind = z.infer<typeof AlertTargetKind>

/** Of the same kind as before, what is left out stays. */
export const AlertTargetAddressChange = z.discriminatedUnion('kind', [
  email,
  slack.partial({ url: true }),
  discord.partial({ url: true }),
  teams.partial({ url: true }),
  webhook.partial({ url: true, secret: true }),
  z.strictObject({
    kind: z.literal('sms'),
    method: z.enum(['POST', 'PUT', 'GET']).optional(),
    url: WebAddress.optional(),
    headers: z.record(HeaderName, HeaderValue).optional(),
    body: z.string().max(4000).optional(),
    to: Phones.optional(),
  }),
])
export type AlertTargetAddressChange = z.infer<typeof AlertTargetAddressChange>

/** Where messages go, as a person may see it: of what is secret the server alone. */
export const AlertTargetAddressView = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('email'), to: z.array(z.string()) }),
  z.object({ kind: z.literal('slack'), server: z.string() }),
  z.object({ kind: z.literal('discord'), server: z.string() }),
  z.object({ kind: z.literal('teams'), server: z.string() }),
  z.object({ kind: z.literal('webhook'), server: z.string() }),
  z.object({
    kind: z.literal('sms'),
    server: z.string(),
    method: z.string(),
    headers: z.array(z.string()),
    to: z.array(z.string()),
  }),
])
export type AlertTargetAddressView = z.infer<typeof AlertTargetAddressView>
