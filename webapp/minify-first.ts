import { minify } from 'terser'
import type { Plugin } from 'vite'

/** The names that the chunks of `first-chunk.ts` come out with. */
const FIRST = ['framework', 'first']

/**
 * What every first visit waits for is a twentieth smaller by terser than by esbuild alone, which is
 * ten times as fast and good enough for the rest.
 */
export function minifyFirst(): Plugin {
  let isServer = false
  return {
    name: 'minify-first',
    apply: 'build',
    configResolved({ build }) {
      isServer = Boolean(build.ssr)
    },
    // After esbuild, which would write what terser found shorter in its own way again.
    renderChunk: {
      order: 'post',
      async handler(code, { name }) {
        if (isServer || !FIRST.includes(name)) return null
        const compress = { passes: 2 }
        const { code: small } = await minify(code, { module: true, ecma: 2020, compress })
        return small === undefined ? null : { code: small, map: null }
      },
    },
  }
}
