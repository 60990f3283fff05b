import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { parse } from 'yaml'

export type ComposeService = {
  image: string
  command?: string[]
  environment?: Record<string, string>
  volumes?: string[]
  secrets?: { source: string }[]
  /** `ADDRESS:PUBLISHED:TARGET/PROTOCOL` */
  ports?: string[]
  networks?: Record<string, { ipv4_address?: string; aliases?: string[] } | null>
  depends_on?: Record<string, { condition: string }>
  tmpfs?: string[]
  read_only?: boolean
  cap_add?: string[]
  cap_drop?: string[]
  security_opt?: string[]
  restart?: string
  user?: string
  working_dir?: string
  init?: boolean
  stop_grace_period?: string
  cpus?: number
  cpuset?: string
  mem_limit?: string
  shm_size?: string | number
  healthcheck?: { test: string[] }
}

export type ComposeConfig = {
  services: Record<string, ComposeService>
  networks: Record<string, { internal?: boolean; ipam?: { config: { subnet: string }[] } }>
  volumes: Record<string, { driver_opts?: Record<string, string> } | null>
  secrets: Record<string, { file: string }>
}

/** Services that name no network share one. */
function onDefaultNetwork(config: ComposeConfig): ComposeConfig {
  for (const service of Object.values(config.services)) service.networks ??= { default: null }
  return { ...config, networks: { default: {}, ...config.networks } }
}

export const COMPOSE_FOLDER = join(import.meta.dirname, '..')

/**
 * Files of compose as Docker's own program reads them, with every variable put in.
 *
 * @throws Error with what it says when they are not right
 */
export function readCompose(files: string[], env: Record<string, string>): ComposeConfig {
  const names = files.flatMap((file) => ['--file', join(COMPOSE_FOLDER, file)])
  const text = execFileSync('docker-compose', [...names, 'config'], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return onDefaultNetwork(parse(text))
}
