import { hostname } from 'node:os'
import { resolve } from 'node:path'
import { z } from 'zod'

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

const LogLevel = z.enum(LEVELS, { error: `LOG_LEVEL must be one of ${LEVELS.join(', ')}.` })

/** Empty means not given, as it does in compose files. */
const text = z
  .string()
  .optional()
  .transform((value) => (value === undefined || value.trim() === '' ? null : value.trim()))

const Environment = z.object({
  PORT: text.pipe(
    z.coerce
      .number({ error: 'PORT must be a number from 0 to 65535.' })
      .int()
      .min(0)
      .max(65_535, { error: 'PORT must be a number from 0 to 65535.' })
      .nullable(),
  ),
  HOST: text,
  DATA_DIR: text,
  MEDIA_DIR: text,
  ADMIN_EMAIL: text.pipe(z.email({ error: 'ADMIN_EMAIL must be an e-mail address.' }).nullable()),
  ADMIN_PASSWORD: text.pipe(
    z.string().min(8, { error: 'ADMIN_PASSWORD must have 8 characters or more.' }).nullable(),
  ),
  DEMO: text,
  SOURCE_ALLOW_CIDRS: text,
  PUBLIC_URL: text.pipe(
    z.url({ error: 'PUBLIC_URL must be an http or https address.' }).nullable(),
  ),
  DATABASE_URL: text.pipe(
    z.url({ error: 'DATABASE_URL must be a postgres:// address.' }).nullable(),
  ),
  REDIS_URL: text.pipe(z.url({ error: 'REDIS_URL must be a redis:// address.' }).nullable()),
  UPSTASH_REDIS_REST_URL: text.pipe(
    z.url({ error: 'UPSTASH_REDIS_REST_URL must be an https address.' }).nullable(),
  ),
  UPSTASH_REDIS_REST_TOKEN: text,
  AGENT_NAME: text,
  LOG_LEVEL: text.pipe(LogLevel.nullable()),
})

export type Env = {
  port: number
  host: string
  dataDir: string
  /** Null: a RAM disk where there is one. */
  mediaDir: string | null
  adminEmail: string
  /** Null: made up and shown once. */
  adminPassword: string | null
  demo: boolean
  sourceAllowCidrs: string[]
  publicUrl: string | null
  /** Null: the embedded PostgreSQL. */
  databaseUrl: string | null
  /** Null: what is live is kept in memory. */
  redis: { url: string } | { restUrl: string; token: string } | null
  agentName: string
  logLevel: z.infer<typeof LogLevel>
}

/** Throws a sentence that names the variable and what it takes. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const parsed = Environment.safeParse(source)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new Error(issue?.message ?? 'The environment is not valid.')
  }
  const env = parsed.data
  return {
    port: env.PORT ?? 3000,
    host: env.HOST ?? '127.0.0.1',
    dataDir: resolve(env.DATA_DIR ?? './.data'),
    mediaDir: env.MEDIA_DIR === null ? null : resolve(env.MEDIA_DIR),
    adminEmail: env.ADMIN_EMAIL ?? 'admin@cashbacktv.local',
    adminPassword: env.ADMIN_PASSWORD,
    demo: !['off', 'false', '0', 'no'].includes(env.DEMO?.toLowerCase() ?? 'on'),
    sourceAllowCidrs: (env.SOURCE_ALLOW_CIDRS ?? '').split(/[\s,]+/).filter((cidr) => cidr !== ''),
    publicUrl: env.PUBLIC_URL,
    databaseUrl: env.DATABASE_URL,
    redis: redisOf(env),
    agentName: (env.AGENT_NAME ?? hostname()).slice(0, 100),
    logLevel: env.LOG_LEVEL ?? 'info',
  }
}

function redisOf(env: z.infer<typeof Environment>): Env['redis'] {
  if (env.UPSTASH_REDIS_REST_URL !== null) {
    if (env.UPSTASH_REDIS_REST_TOKEN === null) {
      throw new Error('UPSTASH_REDIS_REST_TOKEN is missing: it goes with UPSTASH_REDIS_REST_URL.')
    }
    return { restUrl: env.UPSTASH_REDIS_REST_URL, token: env.UPSTASH_REDIS_REST_TOKEN }
  }
  return env.REDIS_URL === null ? null : { url: env.REDIS_URL }
}
