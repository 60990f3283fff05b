import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { ComposeConfig, ComposeService } from './compose-config.ts'

/**
 * Runs services of a compose file by podman, where there is no engine of Docker: networks, addresses,
 * secrets, limits, health and order as they are written.
 */
export type PodmanStack = {
  /** Starts these and, before them, what they depend on, each when its condition is met. */
  up(names: string[], config?: ComposeConfig): Promise<void>
  /** Ends one with no word of warning, and leaves it ended. */
  kill(name: string): void
  remove(name: string): void
  logs(name: string): string
  exec(name: string, ...command: string[]): string
  down(): void
}

const root = join(import.meta.dirname, '../../..')
const HEALTHY_MS = 180_000

export function podmanStack(project: string, first: ComposeConfig): PodmanStack {
  const started = new Set<string>()
  const networks = new Set<string>()
  const volumes = new Set<string>()
  let config = first
  const container = (name: string) => `${project}-${name}`

  async function start(name: string): Promise<void> {
    if (started.has(name)) return
    const service = serviceOf(name)
    for (const [other, { condition }] of Object.entries(service.depends_on ?? {})) {
      await start(other)
      await met(other, condition)
    }
    started.add(name)
    makeNetworks(service)
    makeVolumes(service)
    podman('run', '--detach', '--name', container(name), ...flagsOf(name, service))
  }

  function serviceOf(name: string): ComposeService {
    const service = config.services[name]
    if (!service) throw new Error(`No service ${name}`)
    return service
  }

  async function met(name: string, condition: string): Promise<void> {
    if (condition === 'service_completed_successfully') {
      const code = podman('wait', container(name))
      if (code !== '0') throw new Error(`${name} ended with ${code}:\n${logs(name)}`)
    }
    if (condition !== 'service_healthy') return
    const [kind, ...test] = serviceOf(name).healthcheck?.test ?? []
    const command = kind === 'CMD-SHELL' ? ['sh', '-c', ...test] : test
    const until = Date.now() + HEALTHY_MS
    while (run('exec', container(name), ...command).status !== 0) {
      if (Date.now() > until) throw new Error(`${name} does not become healthy:\n${logs(name)}`)
      await wait(500)
    }
  }

  function makeNetworks(service: ComposeService): void {
    for (const name of Object.keys(service.networks ?? {}).filter((name) => !networks.has(name))) {
      networks.add(name)
      const { internal, ipam } = config.networks[name] ?? {}
      const subnet = ipam?.config[0]?.subnet
      podman(
        ...['network', 'create', ...(internal ? ['--internal'] : [])],
        ...(subnet ? ['--subnet', subnet] : []),
        `${project}-${name}`,
      )
    }
  }

  function makeVolumes(service: ComposeService): void {
    const named = (service.volumes ?? []).map((volume) => volume.split(':')[0] ?? '')
    for (const name of named.filter((name) => !name.startsWith('/') && !volumes.has(name))) {
      volumes.add(name)
      const options = Object.entries(config.volumes[name]?.driver_opts ?? {})
      // Podman takes the size of a tmpfs for a quota, which few file systems have.
      const flags = options.flatMap(([option, value]) => [
        '--opt',
        `${option}=${value.replace(/size=[^,]*,/, '')}`,
      ])
      podman('volume', 'create', ...flags, `${project}-${name}`)
    }
  }

  function flagsOf(name: string, service: ComposeService): string[] {
    const each = (flag: string, values: readonly string[] = []) => values.flatMap((v) => [flag, v])
    const given = (flag: string, value: string | number | undefined) =>
      value === undefined ? [] : [flag, String(value)]
    const volume = (text: string) => (text.startsWith('/') ? text : `${project}-${text}`)
    const nets = Object.entries(service.networks ?? {}).map(([net, more]) => {
      const ip = more?.ipv4_address ? `,ip=${more.ipv4_address}` : ''
      const aliases = [name, ...(more?.aliases ?? [])].map((alias) => `alias=${alias}`)
      return `${project}-${net}:${aliases.join(',')}${ip}`
    })
    const env = Object.entries(service.environment ?? {}).map(([key, value]) => `${key}=${value}`)
    const secrets = (service.secrets ?? []).map(
      ({ source }) => `${config.secrets[source]?.file}:/run/secrets/${source}:ro`,
    )
    return [
      ...each('--network', nets),
      ...each('--env', env),
      ...each('--volume', [...(service.volumes ?? []).map(volume), ...secrets]),
      ...each('--tmpfs', service.tmpfs),
      ...each('--cap-drop', service.cap_drop),
      ...each('--cap-add', service.cap_add),
      ...each(
        '--security-opt',
        service.security_opt?.map((text) => text.replace(':true', '')),
      ),
      ...each('--publish', (service.ports ?? []).map(String)),
      ...given('--cpus', service.cpus),
      ...given('--cpuset-cpus', service.cpuset),
      ...given('--memory', service.mem_limit),
      ...given('--shm-size', service.shm_size),
      ...(service.read_only ? ['--read-only', '--read-only-tmpfs=false'] : []),
      // What a container without privileges may ask for.
      ...['--ulimit', 'nofile=1024:1024', '--ulimit', 'nproc=1024:1024'],
      service.image,
      ...(service.command ?? []),
    ]
  }

  const logs = (name: string) => {
    const { stdout, stderr } = run('logs', '--tail', '40', container(name))
    return `${stdout}${stderr}`
  }

  return {
    async up(names, next = config) {
      config = next
      for (const name of names) await start(name)
    },
    kill: (name) => void podman('kill', container(name)),
    remove(name) {
      started.delete(name)
      podman('rm', '--force', '--time', '5', container(name))
    },
    logs,
    exec: (name, ...command) => podman('exec', container(name), ...command),
    down() {
      for (const name of [...started].reverse())
        run('rm', '--force', '--time', '5', container(name))
      for (const name of networks) run('network', 'rm', '--force', `${project}-${name}`)
      for (const name of volumes) run('volume', 'rm', '--force', `${project}-${name}`)
    },
  }
}

const SHELL = ['-euc', '. infra/images/builder.sh && images "$@"', 'podman-stack']

function run(...args: string[]) {
  return spawnSync('bash', [...SHELL, ...args], { cwd: root, encoding: 'utf8' })
}

function podman(...args: string[]): string {
  const stdio: ['ignore', 'pipe', 'pipe'] = ['ignore', 'pipe', 'pipe']
  return execFileSync('bash', [...SHELL, ...args], { cwd: root, encoding: 'utf8', stdio }).trim()
}
