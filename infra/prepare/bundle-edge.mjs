import { join, resolve } from 'node:path'
import { build } from 'esbuild'
import { root } from './root.mjs'

/** Packages that are not ES modules ask for Node's own by `require`; there are no files to ask from. */
const REQUIRE = [
  "import { createRequire as requireFrom } from 'node:module'",
  "const require = requireFrom('/')",
].join(';')

/**
 * The operators' API as one ES module for an edge runtime with Node's modules (`nodejs_compat`), with
 * every package in it. Where it goes may be said as an argument.
 */
const outfile = resolve(process.argv[2] ?? join(root, 'control-plane/dist/edge.js'))
await build({
  absWorkingDir: root,
  entryPoints: ['control-plane/src/edge/main.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'es2022',
  // Of a package that has a build for these runtimes, that: postgres.js has one with their sockets.
  conditions: ['workerd', 'worker', 'module'],
  external: ['cloudflare:*'],
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'error',
  banner: { js: REQUIRE },
})
