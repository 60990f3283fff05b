import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { PODMAN_ENV } from '../../compose/test/podman.ts'

/**
 * Builds, once for all deployment tests, the images of the product and the stand-ins for those of registries, tagged
 * `test`. What was built from the same files before is taken as it is; `IMAGES_BUILT=yes` does not even look.
 */
export default function setup(): void {
  if (process.env.IMAGES_BUILT === 'yes') return
  const build = join(import.meta.dirname, '../build-for-tests.sh')
  execFileSync(build, { stdio: 'inherit', env: PODMAN_ENV })
}
