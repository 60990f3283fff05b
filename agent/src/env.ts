import { hostname } from 'node:os'
import { join, resolve } from 'node:path'
import { z } from 'zod'

/** Empty means not given, as it does in compose files. */
const text = z
  .string()
  .optional()
  .transform((value) => (value === undefined || value.trim() === '' ? null : value.trim()))

const Environment = z.object({
  CONTROL_PLANE_URL: text,
  JOIN_TOKEN: text,
  DATA_DIR: text,
  MEDIA_DIR: text,
  AGENT_NAME: text,
  SOURCE_ALLOW_CIDRS: text,
  PLAYBACK_BASE_URL: text,
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).optional(),
})

export type Env = {
  /** Where the control plane is reached, e.g. `https://control.example`. */
  controlPlaneUrl: string
  /** Spent once to enrol; not needed afterwards. */
  joinToken: string | null
  stateDir: string
  dataDir: string
  /** Null: a RAM disk where there is one. */
  mediaDir: string | null
  name: string
  sourceAllowCidrs: string[]
  /** Where viewers reach this host's streams; null for the control plane's own address. */
  playbackBaseUrl: string | null
  logLevel: string
}

/** Throws with a sentence that names the variable. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const parsed = Environment.safeParse(source)
  if (!parsed.success)
    throw new Error(`LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent.`)
  const env = parsed.data
  const dataDir = resolve(env.DATA_DIR ?? './.data')
  return {
    controlPlaneUrl: address('CONTROL_PLANE_URL', env.CONTROL_PLANE_URL ?? 'http://127.0.0.1:3000'),
    joinToken: env.JOIN_TOKEN,
    dataDir,
    stateDir: join(dataDir, 'agent'),
    mediaDir: env.MEDIA_DIR === null ? null : resolve(env.MEDIA_DIR),
    name: (env.AGENT_NAME ?? hostname()).slice(0, 100),
    sourceAllowCidrs: (env.SOURCE_ALLOW_CIDRS ?? '').split(/[\s,]+/).filter((cidr) => cidr !== ''),
    playbackBaseUrl:
      env.PLAYBACK_BASE_URL === null ? null : address('PLAYBACK_BASE_URL', env.PLAYBACK_BASE_URL),
    logLevel: env.LOG_LEVEL ?? 'info',
  }
}

function address(name: string, value: string): string {
  const parsed = URL.canParse(value) ? new URL(value) : null
  if (parsed !== null && (parsed.protocol === 'http:' || parsed.protocol === 'https:')) {
    return value.replace(/\/+$/, '')
  }
  throw new Error(`${name} must be an http or https address, e.g. https://control.example.`)
}
