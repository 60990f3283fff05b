import { hostname } from 'node:os'
import { join, resolve } from 'node:path'
import {
  baseAddressVariable,
  type Environment,
  type LeastLogLevel,
  networksVariable,
  parseEnvironment,
  portVariable,
  textVariable,
} from '@cashbacktv/contract'
import { z } from 'zod'
import { dvrFolder, OriginVariables, originAddress } from './origin/env.ts'

const Variables = z.object({
  ...OriginVariables.shape,
  CONTROL_PLANE_URL: baseAddressVariable(),
  JOIN_TOKEN: textVariable(),
  HOST_KEY: textVariable(),
  AGENT_NAME: textVariable(),
  SOURCE_ALLOW_CIDRS: networksVariable(),
  AGENT_METRICS_PORT: portVariable(0),
  COUNT_OTHER_PROGRAMS: z.enum(['on', 'off']).default('on'),
  PLAYBACK_BASE_URL: baseAddressVariable(),
})

export type Env = {
  /** Where the control plane is reached, e.g. `https://control.example`. */
  controlPlaneUrl: string
  /** Spent once to enrol; not needed afterwards. */
  joinToken: string | null
  /** Seals what is secret in the state; null: a file in the data folder has it. */
  hostKey: string | null
  stateDir: string
  dataDir: string
  /** Null: a RAM disk where there is one. */
  mediaDir: string | null
  /** Of the origin, where it is of the same process. */
  dvrDir: string
  name: string
  sourceAllowCidrs: string[]
  countsOtherPrograms: boolean
  /** Where viewers reach this host's streams; null when it was not given. */
  playbackBaseUrl: string | null
  /** Where the origin of this host listens. */
  originUrl: string
  /** The same as it is reached from here. */
  streamsUrl: string
  logLevel: LeastLogLevel
  /** Null: nothing is logged to files. */
  logDir: string | null
  /** On the loopback address; 0: none is served. */
  metricsPort: number
}

/** @throws Error naming each variable that is wrong */
export function parseEnv(source: Environment): Env {
  const env = parseEnvironment(Variables, source)
  const dataDir = resolve(env.DATA_DIR)
  return {
    controlPlaneUrl: env.CONTROL_PLANE_URL ?? 'http://127.0.0.1:3000',
    joinToken: env.JOIN_TOKEN,
    hostKey: env.HOST_KEY,
    dataDir,
    stateDir: join(dataDir, 'agent'),
    mediaDir: env.MEDIA_DIR === null ? null : resolve(env.MEDIA_DIR),
    dvrDir: dvrFolder(env),
    name: (env.AGENT_NAME ?? hostname()).slice(0, 100),
    sourceAllowCidrs: env.SOURCE_ALLOW_CIDRS,
    countsOtherPrograms: env.COUNT_OTHER_PROGRAMS === 'on',
    playbackBaseUrl: env.PLAYBACK_BASE_URL,
    originUrl: originAddress(env, hostname()),
    streamsUrl: originAddress(env, '127.0.0.1'),
    logLevel: env.LOG_LEVEL,
    logDir: env.LOG_DIR === null ? null : resolve(env.LOG_DIR),
    metricsPort: env.AGENT_METRICS_PORT,
  }
}
