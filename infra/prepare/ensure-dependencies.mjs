import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mjs'
import { SetUpProblem } from './set-up-problem.mjs'
import { hashOf, isStamped, stamp } from './stamp.mjs'

const stampFile = join(root, 'node_modules/.set-up')

/** Installs what the lock file names, once for each lock file and Node version. */
export async function ensureDependencies() {
  const wanted = hashOf(
    readFileSync(join(root, 'package-lock.json')),
    process.version,
    process.arch,
  )
  if (isStamped(stampFile, wanted)) return
  console.log('Installing packages …')
  // Development tools build the product, so they are needed for a start too.
  const install = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  const [status] = await once(spawn('npm', install, { cwd: root, stdio: 'inherit' }), 'exit')
  if (status !== 0) {
    throw new SetUpProblem(
      'npm could not install the packages; its own message is above. Check the network and try again.',
    )
  }
  stamp(stampFile, wanted)
}
