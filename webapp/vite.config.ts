import { vitePlugin as remix } from '@remix-run/dev'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'
import { firstChunk } from './first-chunk.ts'
import { minifyFirst } from './minify-first.ts'

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true
  }
}

export default defineConfig({
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
    minifyFirst(),
    remix({
      ignoredRouteFiles: ['**/*'],
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_singleFetch: true,
        // All routes at once, 2 kB: those of a page gone to while the server is away must be known.
        v3_lazyRouteDiscovery: false,
        v3_routeConfig: true,
      },
    }),
  ],
  // Workspace packages are TypeScript sources: they go into the bundle instead of being loaded.
  ssr: { noExternal: [/^@cashbacktv\//] },
})
