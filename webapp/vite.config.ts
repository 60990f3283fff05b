import { vitePlugin as remix } from '@remix-run/dev'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true
  }
}

export default defineConfig({
  build: {
    // hls.js is large and comes only with a preview.
    chunkSizeWarningLimit: 700,
    // A page of sixty small files waits for ten turns of six: parts of a few kilobytes go together.
    rollupOptions: {
      output: {
        experimentalMinChunkSize: 3_000,
        manualChunks: chunkOf,
      },
    },
  },
  plugins: [
    tailwindcss(),
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

/** The texts of a language stay apart: parts of every page would be put into one, and bring it along. */
function chunkOf(id: string): string | undefined {
  if (id.includes('/node_modules/lucide-react/')) return 'icons'
  if (/\/contract\/src\/messages\/(?:in-turkish|tr)[./]/.test(id)) return 'texts-tr'
  if (/\/contract\/src\/messages\/en\/health\./.test(id)) return 'texts-en'
  const own = /\/app\/(?:i18n|features\/[^/]+\/texts)\/(en|tr)[-.]/.exec(id)
  return own ? `texts-${own[1]}` : undefined
}
