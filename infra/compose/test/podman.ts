import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

const root = join(import.meta.dirname, '../../..')
const SHELL = ['-euc', '. infra/images/builder.sh && images "$@"', 'podman']

/** Where podman has its images, and those that build them: also on a machine that has Docker. */
export const PODMAN_ENV = {
  ...process.env,
  IMAGE_BUILDER: 'buildah',
  CONTAINERS_CONF: join(import.meta.dirname, 'containers.conf'),
}

/** Whoever watches a stream meanwhile, in this process, must not stand still. */
const run = promisify(execFile)
const OPTIONS = { cwd: root, encoding: 'utf8', env: PODMAN_ENV, maxBuffer: 1e9 } as const

export type PodmanAnswer = { ok: boolean; stdout: string; stderr: string }

/** Its answer, whether it ended well or not. */
export async function tryPodman(...args: string[]): Promise<PodmanAnswer> {
  return run('bash', [...SHELL, ...args], OPTIONS).then(
    ({ stdout, stderr }) => ({ ok: true, stdout, stderr }),
    ({ stdout = '', stderr = '' }) => ({ ok: false, stdout, stderr }),
  )
}

/**
 * What it says on its standard output.
 *
 * @throws Error with what it says on the other one when it fails
 */
export async function podman(...args: string[]): Promise<string> {
  const { stdout } = await run('bash', [...SHELL, ...args], OPTIONS)
  return stdout.trim()
}
