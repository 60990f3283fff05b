import {
  addressVariable,
  baseAddressVariable,
  databaseAddressVariable,
  type Environment,
  logVariables,
  networksVariable,
  parseEnvironment,
  portVariable,
  proxiesVariable,
  textVariable,
} from '@cashbacktv/contract'
import { z } from 'zod'

const Text = z.string().trim()

export const databaseVariables = {
  /** PostgreSQL or a PgBouncer before it; the embedded one when not given. */
  DATABASE_URL: databaseAddressVariable(),
  /** PostgreSQL itself, where DATABASE_URL is a PgBouncer: migrations go there. */
  DATABASE_DIRECT_URL: databaseAddressVariable(),
}

const quotaVariable = (otherwise: number) =>
  z.coerce.number().int().min(0).max(1_000_000).default(otherwise)

export const Env = z.object({
  /** Port of the API and the web app. */
  PORT: portVariable(3000),
  /** Address to listen on. */
  HOST: Text.default('127.0.0.1'),
  /** Address under which browsers reach this server. */
  PUBLIC_URL: baseAddressVariable(),
  /** Where the database and secrets are kept. */
  DATA_DIR: Text.default('./.data'),
  /** E-mail address of the first admin. */
  ADMIN_EMAIL: z.email().default('admin@cashbacktv.local'),
  /** Its password; made and printed once when not given. */
  ADMIN_PASSWORD: z
    .string()
    .optional()
    .transform((value) => value ?? null),
  /** Key that signs access tokens, 32 characters or more; kept in the database when not given. */
  JWT_SECRET: textVariable(),
  /** The key before it, which is believed as long as it is given. */
  JWT_SECRET_OLD: textVariable(),
  /**
   * Key of what is secret in the database, 32 characters or more, the same for all that share one;
   * DATA_DIR/secrets.key, made by the first start, when none is given.
   */
  SECRETS_KEY: textVariable(),
  /** The key before it: what it sealed is read, and sealed anew by the start. */
  SECRETS_KEY_OLD: textVariable(),
  /** Days after which everybody has to log in again, however often the session is renewed. */
  SESSION_DAYS: z.coerce.number().int().min(1).max(365).default(30),
  /** Requests a minute that the API takes of a person, and of each key; 0: any number. */
  API_REQUESTS_PER_MINUTE: quotaVariable(600),
  /** The same of an address, by nobody who is logged in. */
  API_REQUESTS_PER_MINUTE_OF_ADDRESS: quotaVariable(120),
  /** `off`: no demo channel. */
  DEMO: z.enum(['on', 'off']).default('on'),
  /** Whose X-Forwarded-* are believed: `on` is whoever connects, else the networks of the proxies. */
  TRUST_PROXY: proxiesVariable(),
  /** Networks sources may be in although they are refused by default, with commas between. */
  SOURCE_ALLOW_CIDRS: networksVariable(),
  ...databaseVariables,
  /** Redis; live state in memory when not given. */
  REDIS_URL: addressVariable('redis:', 'rediss:'),
  /** Redis over REST. */
  UPSTASH_REDIS_REST_URL: addressVariable('http:', 'https:'),
  /** Its token. */
  UPSTASH_REDIS_REST_TOKEN: textVariable(),
  /** How much is logged, and where. */
  ...logVariables,
})
export type Env = z.infer<typeof Env>

/** How much anybody may ask of the API. */
export function requestQuotasOf(
  env: Pick<Env, 'API_REQUESTS_PER_MINUTE' | 'API_REQUESTS_PER_MINUTE_OF_ADDRESS'>,
): { person: number; address: number } {
  return {
    person: env.API_REQUESTS_PER_MINUTE,
    address: env.API_REQUESTS_PER_MINUTE_OF_ADDRESS,
  }
}

/** @throws Error naming each variable that is wrong, without its value */
export function parseEnv(source: Environment): Env {
  return parseEnvironment(Env, source)
}
