import type { ComposeConfig, ComposeService } from './compose-config.ts'

const each = (flag: string, values: readonly string[] = []) => values.flatMap((v) => [flag, v])
const given = (flag: string, value: string | number | undefined) =>
  value === undefined ? [] : [flag, String(value)]

/**
 * A container that takes another's address takes its place for neighbours, too: Docker's have a MAC that follows from the
 * address, or announce theirs. Podman's choose one at random, and neighbours look for the former one for half a minute.
 */
function addressFlags(ip: string): string {
  const last = ip.split('.').map((part) => Number(part).toString(16).padStart(2, '0'))
  return `,ip=${ip},mac=02:42:${last.join(':')}`
}

/**
 * Podman's name server answers nothing while it learns of another container, where Docker's goes on. A resolver asks
 * again after five seconds unless it is told otherwise, and a new connection to a database waits as long, or three times.
 */
const RESOLVER = ['timeout:1', 'attempts:5', 'ndots:0']

/** A service as `podman run` is told it, after `--name`: flags, image and command. */
export function serviceFlags(
  project: string,
  name: string,
  service: ComposeService,
  secrets: ComposeConfig['secrets'],
): string[] {
  const volume = (text: string) => (text.startsWith('/') ? text : `${project}-${text}`)
  const nets = Object.entries(service.networks ?? {}).map(([net, more]) => {
    const ip = more?.ipv4_address ? addressFlags(more.ipv4_address) : ''
    const aliases = [name, ...(more?.aliases ?? [])].map((alias) => `alias=${alias}`)
    return `${project}-${net}:${aliases.join(',')}${ip}`
  })
  const env = Object.entries(service.environment ?? {}).map(([key, value]) => `${key}=${value}`)
  const files = (service.secrets ?? []).map(
    ({ source }) => `${secrets[source]?.file}:/run/secrets/${source}:ro`,
  )
  return [
    ...each('--network', nets),
    ...each('--dns-opt', RESOLVER),
    ...each('--env', env),
    ...each('--volume', [...(service.volumes ?? []).map(volume), ...files]),
    ...each('--tmpfs', service.tmpfs),
    ...each('--cap-drop', service.cap_drop),
    ...each('--cap-add', service.cap_add),
    ...each(
      '--security-opt',
      service.security_opt?.map((text) => text.replace(':true', '')),
    ),
    ...each('--publish', service.ports),
    ...given('--restart', service.restart),
    ...given('--user', service.user),
    ...given('--workdir', service.working_dir),
    ...(service.init ? ['--init', '--init-path', '/usr/bin/catatonit'] : []),
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
