import { isCidr } from '@cashbacktv/contract'
import { z } from 'zod'

const Text = z.string().trim()
const optional = Text.optional().transform((value) => value || null)
const url = (...protocols: string[]) =>
  optional.refine((value) => value === null || isUrl(value, protocols), {
    error: `Write an address that begins with ${protocols.map((name) => `${name}//`).join(' or ')}.`,
  })

const Env = z.object({
  /** Port of the API and the web app. */
  PORT: z.coerce
    .number({ error: 'Write a port from 0 to 65535.' })
    .int()
    .min(0)
    .max(65_535)
    .default(3000),
  /** Address to listen on. */
  HOST: Text.default('127.0.0.1'),
  /** Address under which browsers reach this server. */
  PUBLIC_URL: url('http:', 'https:'),
  /** Where the database and secrets are kept. */
  DATA_DIR: Text.default('./.data'),
  /** E-mail address of the first admin. */
  ADMIN_EMAIL: z.email({ error: 'Write an e-mail address.' }).default('admin@cashbacktv.local'),
  /** Its password; made and printed once when not given. */
  ADMIN_PASSWORD: z
    .string()
    .optional()
    .transform((value) => value || null),
  /** Key that signs access tokens, 32 characters or more; kept in DATA_DIR when not given. */
  JWT_SECRET: optional,
  /** `off`: no demo channel. */
  DEMO: z.enum(['on', 'off'], { error: 'Write on or off.' }).default('on'),
  /** `on`: believe X-Forwarded-* of the proxy in front. */
  TRUST_PROXY: z.enum(['on', 'off'], { error: 'Write on or off.' }).default('off'),
  /** Networks sources may be in although they are refused by default, with commas between. */
  SOURCE_ALLOW_CIDRS: Text.default('')
    .transform((value) =>
      value
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    )
    .refine((parts) => parts.every(isCidr), {
      error: 'Write networks as 10.0.0.0/8, with commas between.',
    }),
  /** PostgreSQL; the embedded one when not given. */
  DATABASE_URL: url('postgres:', 'postgresql:'),
  /** Redis; live state in memory when not given. */
  REDIS_URL: url('redis:', 'rediss:'),
  /** Redis over REST. */
  UPSTASH_REDIS_REST_URL: url('http:', 'https:'),
  /** Its token. */
  UPSTASH_REDIS_REST_TOKEN: optional,
  /** How much is logged. */
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error'], { error: 'Write debug, info, warn or error.' })
    .default('info'),
})
export type Env = z.infer<typeof Env>

/**
 * Empty variables count as not set.
 *
 * @throws Error naming each variable that is wrong, without its value
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const parsed = Env.safeParse(set)
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new Error(`The environment is not right.\n${lines.join('\n')}`)
}

function isUrl(value: string, protocols: readonly string[]): boolean {
  return URL.canParse(value) && protocols.includes(new URL(value).protocol)
}
