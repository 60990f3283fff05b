import { resolve } from 'node:path'
import {
  baseAddressVariable,
  type Environment,
  type LeastLogLevel,
  logVariables,
  parseEnvironment,
  portVariable,
  proxiesVariable,
  type TrustedProxies,
} from '@cashbacktv/contract'
import { z } from 'zod'

const Variables = z.object({
  WEBAPP_PORT: portVariable(3001),
  HOST: z.string().trim().default('127.0.0.1'),
  CONTROL_PLANE_URL: baseAddressVariable(),
  PUBLIC_URL: baseAddressVariable(),
  TRUST_PROXY: proxiesVariable(),
  ...logVariables,
})

export type WebappEnv = {
  port: number
  hostname: string
  /** Where the control plane is reached. */
  apiBaseUrl: string
  secureCookies: boolean
  /** Of those in front of the web app. */
  trustedProxies: TrustedProxies
  logLevel: LeastLogLevel
  /** Null: nothing is logged to files. */
  logDir: string | null
}

/** @throws Error naming each variable that is wrong */
export function parseWebappEnv(source: Environment): WebappEnv {
  const env = parseEnvironment(Variables, source)
  return {
    port: env.WEBAPP_PORT,
    hostname: env.HOST,
    apiBaseUrl: env.CONTROL_PLANE_URL ?? 'http://127.0.0.1:3000',
    secureCookies: env.PUBLIC_URL?.startsWith('https://') ?? false,
    trustedProxies: env.TRUST_PROXY,
    logLevel: env.LOG_LEVEL,
    logDir: env.LOG_DIR === null ? null : resolve(env.LOG_DIR),
  }
}
