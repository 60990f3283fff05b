import { join } from 'node:path'
import { root } from './root.mjs'

const ENTRIES = {
  'control-plane/dist/main': 'infra/control-plane/main.ts',
  'control-plane/dist/reset-password': 'control-plane/src/reset-password/main.ts',
  'agent/dist/main': 'agent/src/main.ts',
  'agent/dist/origin': 'agent/src/origin/main.ts',
  'webapp/dist/main': 'webapp/server/main.ts',
  'infra/dist/main': 'infra/embedded/main.ts',
}

/** Programs of a host: channels and viewers wait for their restart, and half of that was finding npm packages. */
const WHOLE = ['agent/dist/main', 'agent/dist/origin']

/** Packages that are not ES modules ask for Node's own by `require`. */
const REQUIRE = [
  "import { createRequire as requireFrom } from 'node:module'",
  'const require = requireFrom(import.meta.url)',
].join(';')

/** One file a program: workspace packages bundled in, npm packages left where they are but for a host's. */
export async function bundleServers() {
  const { build } = await import('esbuild')
  await Promise.all(
    Object.entries(ENTRIES).map(([out, entry]) =>
      build({
        absWorkingDir: root,
        entryPoints: [entry],
        outfile: join(root, `${out}.js`),
        bundle: true,
        platform: 'node',
        format: 'esm',
        target: 'node20',
        sourcemap: true,
        sourcesContent: false,
        logLevel: 'error',
        ...(WHOLE.includes(out) ? { banner: { js: REQUIRE } } : { plugins: [packagesOutside] }),
      }),
    ),
  )
}

/** npm packages are not bundled; ours, which are TypeScript, are. */
const packagesOutside = {
  name: 'packages-outside',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
      if (kind === 'entry-point' || path.startsWith('@cashbacktv/')) return undefined
      return { path, external: true }
    })
  },
}
