import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { bundleServers } from './bundle-servers.mjs'
import { packAssets } from './pack-assets.mjs'
import { root } from './root.mjs'
import { SetUpProblem } from './set-up-problem.mjs'

/** Bundles the servers and builds the web app, side by side. */
export async function build() {
  const web = buildWebApp()
  buildEgressGuard()
  await bundleServers()
  packHost()
  await web
}

/** What holds FFmpeg to allowed addresses and files, and hides its secrets from others. Without a compiler the product runs, and says what is missing. */
function buildEgressGuard() {
  if (process.platform !== 'linux') return
  const out = join(root, 'agent/dist/egress-guard.so')
  const folder = join(root, 'agent/native')
  const names = readdirSync(folder).filter((name) => name.endsWith('.c'))
  const sources = names.map((name) => join(folder, name))
  mkdirSync(join(root, 'agent/dist'), { recursive: true })
  rmSync(out, { force: true })
  const words = ['-O2', '-Wall', '-fPIC', '-shared', '-o', out, ...sources, '-ldl']
  const { status, stderr, error } = spawnSync('cc', words, { encoding: 'utf8' })
  if (status === 0) return
  const why = error === undefined ? stderr : 'There is no C compiler: install gcc and libc6-dev.'
  console.warn(
    `\nFFmpeg will not be held to allowed addresses and files, nor its secrets hidden from ps. ${why}\n`,
  )
}

/** What a control plane hands out to machines that are to be hosts; they run Linux, and so does who packs it. */
function packHost() {
  if (process.platform !== 'linux') return
  const out = join(root, 'control-plane/dist/host')
  rmSync(out, { recursive: true, force: true })
  const packed = spawnSync(join(root, 'infra/release/pack.sh'), [out], { encoding: 'utf8' })
  if (packed.status !== 0)
    throw new SetUpProblem(`The host's release was not packed:\n${packed.stderr}`)
}

async function buildWebApp() {
  const vite = join(root, 'node_modules/.bin/remix')
  const building = spawn(vite, ['vite:build', '--logLevel', 'warn'], {
    cwd: join(root, 'webapp'),
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  building.stdout.on('data', (chunk) => (said += chunk))
  building.stderr.on('data', (chunk) => (said += chunk))
  const [code] = await once(building, 'exit')
  if (code !== 0) throw new SetUpProblem(`The web app could not be built:\n${said}`)
  await packAssets(join(root, 'webapp/build/client'))
}
