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

/** One file a program: workspace packages bundled in, npm packages left where they are. */
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
        logLevel: 'error',
        plugins: [packagesOutside],
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
