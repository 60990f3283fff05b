import { isIPv6 } from 'node:net'
import { join, resolve } from 'node:path'
import {
  type Environment,
  type LeastLogLevel,
  logVariables,
  networksVariable,
  parseEnvironment,
  portVariable,
  textVariable,
} from '@cashbacktv/contract'
import { z } from 'zod'
import { defaultMediaDir } from '../files/default-media-dir.ts'

/** What the origin and the agent beside it are told alike. */
export const OriginVariables = z.object({
  ORIGIN_PORT: portVariable(8090),
  ORIGIN_HOST: z.string().trim().default('127.0.0.1'),
  MEDIA_DIR: textVariable(),
  DVR_DIR: textVariable(),
  DATA_DIR: z.string().trim().default('./.data'),
  ...logVariables,
})
type OriginVariables = z.infer<typeof OriginVariables>

export type OriginEnv = {
  port: number
  host: string
  mediaDir: string
  dvrDir: string
  logLevel: LeastLogLevel
  /** Null: nothing is logged to files. */
  logDir: string | null
  /** 0: none is served. */
  metricsPort: number
  /** UDP port for nginx's log of segments; 0: none is heard. */
  segmentLogPort: number
  /** Address it is heard on. */
  segmentLogHost: string
  /** Networks of proxies that are believed, besides those on this machine. */
  trustedProxies: string[]
}

const OwnVariables = OriginVariables.extend({
  ORIGIN_METRICS_PORT: portVariable(0),
  NGINX_LOG_PORT: portVariable(0),
  NGINX_LOG_HOST: z.string().trim().default('127.0.0.1'),
  ORIGIN_TRUSTED_PROXIES: networksVariable(),
})

/** @throws Error naming each variable that is wrong */
export function parseOriginEnv(source: Environment): OriginEnv {
  const env = parseEnvironment(OwnVariables, source)
  return {
    port: env.ORIGIN_PORT,
    host: env.ORIGIN_HOST,
    mediaDir: env.MEDIA_DIR ? resolve(env.MEDIA_DIR) : defaultMediaDir(env.DATA_DIR).path,
    dvrDir: dvrFolder(env),
    logLevel: env.LOG_LEVEL,
    logDir: env.LOG_DIR === null ? null : resolve(env.LOG_DIR),
    metricsPort: env.ORIGIN_METRICS_PORT,
    segmentLogPort: env.NGINX_LOG_PORT,
    segmentLogHost: env.NGINX_LOG_HOST,
    trustedProxies: env.ORIGIN_TRUSTED_PROXIES,
  }
}

/** Where what channels have shown is kept, by those of them that keep it. */
export function dvrFolder({ DVR_DIR, DATA_DIR }: Pick<OriginVariables, 'DVR_DIR' | 'DATA_DIR'>) {
  return resolve(DVR_DIR ?? join(DATA_DIR, 'dvr'))
}

/** Where an origin so told is reached: under the name of the machine when it listens everywhere. */
export function originAddress(
  { ORIGIN_HOST: host, ORIGIN_PORT: port }: Pick<OriginVariables, 'ORIGIN_HOST' | 'ORIGIN_PORT'>,
  machine: string,
): string {
  const name = ['0.0.0.0', '::'].includes(host) ? machine : host
  return `http://${isIPv6(name) ? `[${name}]` : name}:${port}`
}
