import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../../..')
const SHELL = ['-euc', '. infra/images/builder.sh && images "$@"', 'podman']

/** Where podman has its images, and those that build them: also on a machine that has Docker. */
export const PODMAN_ENV = {
  ...process.env,
  IMAGE_BUILDER: 'buildah',
  CONTAINERS_CONF: join(import.meta.dirname, 'containers.conf'),
}

/** Its answer, whether it ended well or not. */
export function tryPodman(...args: string[]) {
  return spawnSync('bash', [...SHELL, ...args], { cwd: root, encoding: 'utf8', env: PODMAN_ENV })
}

/**
 * What it says on its standard output.
 *
 * @throws Error with what it says on the other one when it fails
 */
export function podman(...args: string[]): string {
  return execFileSync('bash', [...SHELL, ...args], {
    cwd: root,
    encoding: 'utf8',
    env: PODMAN_ENV,
    maxBuffer: 1e9,
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim()
}
