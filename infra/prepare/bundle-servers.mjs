import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from './root.mjs'

const ENTRIES = {
  'control-plane/dist/main': 'infra/control-plane/main.ts',
  'control-plane/dist/migrate': 'control-plane/src/migrate/main.ts',
  'control-plane/dist/reset-password': 'control-plane/src/reset-password/main.ts',
  'agent/dist/main': 'agent/src/main.ts',
  'agent/dist/origin': 'agent/src/origin/main.ts',
  'agent/dist/push-hls': 'agent/src/push/main.ts',
  'agent/dist/upload-s3': 'agent/src/push/s3/main.ts',
  'webapp/dist/main': 'webapp/server/main.ts',
  'infra/dist/main': 'infra/embedded/main.ts',
}

/** What the agent starts as it starts FFmpeg. */
const PROGRAMS = ['agent/dist/push-hls', 'agent/dist/upload-s3']

/** Programs of a host: channels and viewers wait for their restart, and half of that was finding npm packages. */
const WHOLE = [...PROGRAMS, 'agent/dist/main', 'agent/dist/origin']

/** It may read that one file, and not the package.json that would tell what kind a `.js` is. */
const KNOWN_BY_NAME = PROGRAMS

/** Packages that are not ES modules ask for Node's own by `require`. */
const REQUIRE = [
  "import { createRequire as requireFrom } from 'node:module'",
  'const require = requireFrom(import.meta.url)',
].join(';')

/** One file a program: workspace packages bundled in, npm packages left where they are but for a host's. */
export async function bundleServers() {
  await Promise.all(
    Object.entries(ENTRIES).map(([out, entry]) =>
      bundleServer(
        entry,
        join(root, `${out}.${KNOWN_BY_NAME.includes(out) ? 'mjs' : 'js'}`),
        WHOLE.includes(out) ? [] : [packagesOutside(join(root, dirname(out)))],
      ),
    ),
  )
}

/** One of them, from its file below the root; of no plugins with all of its packages, as a host's. */
export async function bundleServer(entry, outfile, plugins = []) {
  const { build } = await import('esbuild')
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'error',
    banner: { js: REQUIRE },
    plugins,
  })
}

/**
 * npm packages are not bundled; ours, which are TypeScript, are. So is one that the program would not
 * find from where it lies, or in another version: that of a workspace alone.
 */
function packagesOutside(home) {
  return {
    name: 'packages-outside',
    setup(build) {
      build.onResolve({ filter: /^[^./]/ }, ({ path, kind, resolveDir }) => {
        if (kind === 'entry-point' || path.startsWith('@cashbacktv/')) return undefined
        const isFound =
          path.startsWith('node:') || folderOf(path, home) === folderOf(path, resolveDir)
        return isFound ? { path, external: true } : undefined
      })
    },
  }
}

/** The folder of a package as Node looks for it; null for one of Node's own. */
function folderOf(path, from) {
  const name = path.split('/', path.startsWith('@') ? 2 : 1).join('/')
  for (let at = from; ; at = dirname(at)) {
    const folder = join(at, 'node_modules', name)
    if (existsSync(folder)) return folder
    if (at === dirname(at)) return null
  }
}
