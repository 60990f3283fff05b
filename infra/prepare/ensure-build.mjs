import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mjs'
import { hashOfSources } from './sources.mjs'
import { hashOf, isStamped, stamp } from './stamp.mjs'

const stampFile = join(root, 'infra/dist/.built')
const SERVERS = [
  'control-plane',
  'db',
  'agent',
  'webapp',
  'infra/control-plane',
  'infra/embedded',
  'infra/prepare',
  // The web app serves them.
  'docs',
  'README.md',
]

/** Builds the servers and the web app when a source has changed since the last build. */
export async function ensureBuild() {
  const wanted = hashOf(hashOfSources(SERVERS), process.version)
  if (isStamped(stampFile, wanted) && existsSync(join(root, 'infra/dist/main.js'))) return
  // Imported only now: esbuild is not there before the packages are.
  const { build } = await import('./build-all.mjs')
  console.log('Building …')
  await build()
  stamp(stampFile, wanted)
}
