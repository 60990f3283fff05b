import { setTimeout as wait } from 'node:timers/promises'
import type { ComposeConfig, ComposeService } from './compose-config.ts'
import { podman, tryPodman } from './podman.ts'
import { serviceFlags } from './service-flags.ts'

/**
 * Runs services of a compose file by podman, where there is no engine of Docker: networks, addresses,
 * secrets, limits, health, order and restarts as they are written.
 */
export type PodmanStack = {
  /** Starts these and, before them, what they depend on, each when its condition is met. */
  up(names: string[]): Promise<void>
  /** Resolves when its own test says that it is well. */
  healthy(name: string): Promise<void>
  /** Ends its program as a fault of its own would. What compose says of restarts is done. */
  crash(name: string): Promise<void>
  /** Whether it runs, as another process than before its crash. */
  isBack(name: string): Promise<boolean>
  /**
   * What compose does with these, or with all that run, where its files say something else than before: each that differs is
   * made anew when what it depends on is, and is waited for. Rejects when one is not well in time.
   */
  take(next: ComposeConfig, names: string[], waitMs: number): Promise<void>
  /** Takes it away with what it had in these volumes, as a machine that is lost does. */
  lose(names: string[], lostVolumes: string[]): Promise<void>
  logs(name: string, lines?: number): Promise<string>
  exec(name: string, ...command: string[]): Promise<string>
  /** What `podman` calls it. */
  container(name: string): string
  down(): Promise<void>
}

const HEALTHY_MS = 180_000

export function podmanStack(project: string, written: ComposeConfig): PodmanStack {
  let config = written
  /** With what each was started. */
  const started = new Map<string, string>()
  const networks = new Set<string>()
  const volumes = new Set<string>()
  const crashed = new Map<string, number>()
  const container = (name: string) => `${project}-${name}`

  async function start(name: string): Promise<void> {
    if (started.has(name)) return
    const service = serviceOf(name)
    for (const [other, { condition }] of Object.entries(service.depends_on ?? {})) {
      await start(other)
      await met(other, condition)
    }
    await makeNetworks(service)
    await makeVolumes(service)
    await run(name, service)
  }

  async function run(name: string, service: ComposeService): Promise<void> {
    const flags = serviceFlags(project, name, service, config.secrets)
    started.set(name, flags.join('\n'))
    await podman('run', '--detach', '--name', container(name), ...flags)
  }

  async function renew(name: string, waitMs: number): Promise<void> {
    const service = serviceOf(name)
    for (const [other, { condition }] of Object.entries(service.depends_on ?? {})) {
      await renew(other, waitMs)
      await met(other, condition, waitMs)
    }
    const flags = serviceFlags(project, name, service, config.secrets)
    if (started.get(name) === flags.join('\n')) return
    await remove(name, `${Number.parseInt(service.stop_grace_period ?? '10', 10)}`)
    await run(name, service)
  }

  const remove = (name: string, graceSeconds: string) =>
    tryPodman('rm', '--force', '--volumes', '--time', graceSeconds, container(name))

  function serviceOf(name: string): ComposeService {
    const service = config.services[name]
    if (!service) throw new Error(`No service ${name}`)
    return service
  }

  async function met(name: string, condition: string, waitMs = HEALTHY_MS): Promise<void> {
    if (condition === 'service_completed_successfully') {
      const code = await podman('wait', container(name))
      if (code !== '0') throw new Error(`${name} ended with ${code}:\n${await logs(name)}`)
    }
    if (condition !== 'service_healthy') return
    const [kind, ...test] = serviceOf(name).healthcheck?.test ?? []
    const command = kind === 'CMD-SHELL' ? ['sh', '-c', ...test] : test
    const until = Date.now() + waitMs
    while (!(await tryPodman('exec', container(name), ...command)).ok) {
      if (Date.now() > until)
        throw new Error(`${name} does not become healthy:\n${await logs(name)}`)
      await wait(500)
    }
  }

  async function makeNetworks(service: ComposeService): Promise<void> {
    for (const name of Object.keys(service.networks ?? {}).filter((name) => !networks.has(name))) {
      networks.add(name)
      const { internal, ipam } = config.networks[name] ?? {}
      const subnet = ipam?.config[0]?.subnet
      await podman(
        ...['network', 'create', ...(internal ? ['--internal'] : [])],
        ...(subnet ? ['--subnet', subnet] : []),
        `${project}-${name}`,
      )
    }
  }

  async function makeVolumes(service: ComposeService): Promise<void> {
    const named = (service.volumes ?? []).map((volume) => volume.split(':')[0] ?? '')
    for (const name of named.filter((name) => !name.startsWith('/') && !volumes.has(name))) {
      volumes.add(name)
      const options = Object.entries(config.volumes[name]?.driver_opts ?? {})
      // Podman takes the size of a tmpfs for a quota, which few file systems have.
      const flags = options.flatMap(([option, value]) => [
        '--opt',
        `${option}=${value.replace(/size=[^,]*,/, '')}`,
      ])
      await podman('volume', 'create', ...flags, `${project}-${name}`)
    }
  }

  /** Of its first process; 0 while it does not run. */
  const processOf = async (name: string) =>
    Number(await podman('inspect', '--format', '{{.State.Pid}}', container(name)))

  const logs = async (name: string, lines = 40) => {
    const { stdout, stderr } = await tryPodman('logs', '--tail', `${lines}`, container(name))
    return `${stdout}${stderr}`
  }

  return {
    async up(names) {
      for (const name of names) await start(name)
    },
    healthy: (name) => met(name, 'service_healthy'),
    async crash(name) {
      const pid = await processOf(name)
      if (pid === 0) throw new Error(`${name} does not run:\n${await logs(name)}`)
      crashed.set(name, pid)
      process.kill(pid, 'SIGKILL')
    },
    async isBack(name) {
      const pid = await processOf(name)
      return pid !== 0 && pid !== crashed.get(name)
    },
    async take(next, names, waitMs) {
      config = next
      const taken = names.length > 0 ? names : [...started.keys()]
      for (const name of taken) await renew(name, waitMs)
      for (const name of taken)
        if (serviceOf(name).healthcheck) await met(name, 'service_healthy', waitMs)
    },
    async lose(names, lostVolumes) {
      for (const name of names) {
        await remove(name, '0')
        started.delete(name)
      }
      for (const name of lostVolumes) {
        await podman('volume', 'rm', '--force', `${project}-${name}`)
        volumes.delete(name)
      }
    },
    logs,
    container,
    exec: (name, ...command) => podman('exec', container(name), ...command),
    async down() {
      for (const name of [...started.keys()].reverse()) await remove(name, '5')
      for (const name of networks) await tryPodman('network', 'rm', '--force', `${project}-${name}`)
      for (const name of volumes) await tryPodman('volume', 'rm', '--force', `${project}-${name}`)
    },
  }
}
