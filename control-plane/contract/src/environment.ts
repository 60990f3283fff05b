import { z } from 'zod'
import { databaseAddresses } from './database-addresses.ts'
import { LOG_LEVELS } from './logging/log-entry.ts'
import { messageOf } from './messages/catalogue.ts'
import { fieldProblems } from './messages/field-problems.ts'
import { saying, says } from './messages/says.ts'
import {
  NO_PROXIES,
  proxiesIn,
  type TrustedProxies,
  WHOEVER_CONNECTS,
} from './network/client-address.ts'
import { isCidr } from './network/network-class.ts'

/** Variables of a process, as Node has them. */
export type Environment = Record<string, string | undefined>

/**
 * What the variables of a process say. An empty one, or one of blanks, counts as not given: that is
 * how compose files and env files leave them.
 *
 * @throws Error naming each variable that is wrong, without its value, with what to write instead
 */
export function parseEnvironment<T>(schema: z.ZodType<T>, source: Environment): T {
  const given = Object.entries(source).filter(([, value]) => value?.trim())
  const parsed = schema.safeParse(Object.fromEntries(given))
  if (parsed.success) return parsed.data
  const lines = fieldProblems(parsed.error).map(({ path, message }) => `${path}: ${message}`)
  throw new Error(`The environment is not right.\n${lines.join('\n')}`)
}

/** A text without the blanks around it; null when not given. */
export const textVariable = () =>
  z
    .string()
    .trim()
    .optional()
    .transform((value) => value ?? null)

/** How much a part logs, and where beside its output; alike for all parts. */
export const logVariables = {
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
  LOG_DIR: textVariable(),
}

const WHOLE_NUMBER = /^\s*\d{1,9}\s*$/

export function portVariable(otherwise: number) {
  return z
    .string()
    .refine((text) => WHOLE_NUMBER.test(text) && Number(text) <= 65_535, {
      error: says('variable-port'),
    })
    .transform(Number)
    .default(otherwise)
}

/** An address with such a protocol, as it was written; null when not given. */
export function addressVariable(...protocols: string[]) {
  return writtenAddress(protocols, (value) => [value])
}

/** An address of PostgreSQL, which may name several servers; as it was written, null when not given. */
export function databaseAddressVariable() {
  return writtenAddress(['postgres:', 'postgresql:'], databaseAddresses)
}

function writtenAddress(protocols: readonly string[], each: (value: string) => string[]) {
  const begins = protocols.map((name) => `${name}//`).join(', ')
  const said = saying(messageOf('variable-address', { begins }))
  return textVariable().refine(
    (value) => value === null || each(value).every((one) => isAddress(one, protocols)),
    said,
  )
}

/** A web address that paths are put behind, as `new URL` reads it and without slashes at its end. */
export const baseAddressVariable = () =>
  addressVariable('http:', 'https:')
    .refine((value) => value === null || !URL.canParse(value) || isBase(new URL(value)), {
      error: says('variable-base-address'),
    })
    .transform((value) => value && new URL(value).href.replace(/\/+$/, ''))

/**
 * Whose `X-Forwarded-*` are believed: `on` is whoever connects, `off`, when not given, nobody; else
 * the networks of the proxies.
 */
export const proxiesVariable = () =>
  z
    .string()
    .default('off')
    .transform((value) => value.trim())
    .refine((value) => value === 'on' || value === 'off' || networksOf(value).every(isCidr), {
      error: says('variable-proxies'),
    })
    .transform((value): TrustedProxies => {
      if (value === 'on') return WHOEVER_CONNECTS
      return value === 'off' ? NO_PROXIES : proxiesIn(networksOf(value))
    })

const networksOf = (value: string) => value.split(/[\s,]+/).filter((part) => part !== '')

/** Networks with commas or blanks between; none when not given. */
export const networksVariable = () =>
  z
    .string()
    .default('')
    .transform(networksOf)
    .refine((parts) => parts.every(isCidr), { error: says('variable-networks') })

function isAddress(value: string, protocols: readonly string[]): boolean {
  return URL.canParse(value) && protocols.includes(new URL(value).protocol)
}

function isBase({ search, hash, username, password }: URL): boolean {
  return [search, hash, username, password].every((part) => part === '')
}
