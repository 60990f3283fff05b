import { vitePlugin as remix } from '@remix-run/dev'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'
import { firstChunk } from './first-chunk.ts'
import { knownFlags } from './known-flags.ts'
import { minifyFirst } from './minify-first.ts'
import { REMIX_FLAGS } from './remix-flags.ts'

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true
  }
}

export default defineConfig(({ command }) => ({
  build: {
    // hls.js is large and comes only with a preview.
    chunkSizeWarningLimit: 700,
    rollupOptions: {
      output: {
        manualChunks: firstChunk,
        onlyExplicitManualChunks: true,
        // Parts of a kilobyte that pages share go together: a file for each is a turn of its own.
        experimentalMinChunkSize: 1_000,
      },
    },
  },
  plugins: [
    tailwindcss(),
    knownFlags(),
    minifyFirst(),
    remix({
      ignoredRouteFiles: ['**/*'],
      future: REMIX_FLAGS,
    }),
  ],
  // Workspace packages are TypeScript sources: they go into the bundle instead of being loaded, and
  // so does what the contract brings along: it is not installed where the bundle would look for it.
  ssr: { noExternal: [/^@cashbacktv\//, ...(command === 'build' ? ['ipaddr.js'] : [])] },
}))
