import { createServer } from 'node:http'
import { join } from 'node:path'
import { knownSecrets } from '@cashbacktv/contract/known-secrets'
import { endOnCrash, openLog } from '@cashbacktv/contract/open-log'
import { getRequestListener } from '@hono/node-server'
import pino from 'pino'
import { createServer as createVite, type ViteDevServer } from 'vite'
import { parseWebappEnv } from '../server/env.ts'
import { forwardToApi } from '../server/forward-to-api.ts'
import { createWebapp } from '../server/index.ts'
import type { Pages } from '../server/pages.ts'

/**
 * The web app from its sources, for `npm run dev`: what is edited is exchanged in open pages. It
 * stands behind the control plane, and ends when the process that started it does.
 */
const root = join(import.meta.dirname, '..')

const env = parseWebappEnv(process.env)
const { logLevel: level, apiBaseUrl, secureCookies } = env
const secrets = knownSecrets(process.env)
const log = pino(...openLog({ part: 'webapp', level, folder: env.logDir, secrets }))
endOnCrash(log)
const hmrPort = Number(process.env.HMR_PORT || 24_678)
const isLocal = env.hostname === '127.0.0.1'
const vite = await createVite({
  root,
  configFile: join(root, 'vite.config.ts'),
  appType: 'custom',
  clearScreen: false,
  logLevel: 'warn',
  // All that any page uses is packed before the first one: what is found later is packed anew, and a
  // page that is open meanwhile would have React twice.
  optimizeDeps: {
    entries: ['app/entry.client.tsx', 'app/**/*.tsx', '!app/**/*.test.tsx'],
    include: [
      'react',
      'react-dom',
      'react-dom/client',
      'react/jsx-dev-runtime',
      'react/jsx-runtime',
    ],
  },
  server: {
    middlewareMode: true,
    host: env.hostname,
    // Without a host it would listen on every address.
    hmr: { port: hmrPort, clientPort: hmrPort, ...(isLocal ? { host: env.hostname } : {}) },
    // Pages come through the control plane, which has the name that a browser used.
    allowedHosts: true,
  },
})
const webapp = createWebapp({
  apiFetch: (request) => forwardToApi(request, apiBaseUrl),
  apiBaseUrl,
  secureCookies,
  log,
  pages: editedPages(vite),
})
// Nobody but the control plane connects, and says for whom.
const answer = getRequestListener((request) =>
  webapp.fetch(request, request.headers.get('x-forwarded-for')),
)
const server = createServer((req, res) => vite.middlewares(req, res, () => void answer(req, res)))
server.listen(env.port, '127.0.0.1', () => process.send?.({ kind: 'ready' }))
process.once('disconnect', () => process.exit(0))
process.once('SIGTERM', () => void vite.close().finally(() => process.exit(0)))

function editedPages(vite: ViteDevServer): Pages {
  type Build = Awaited<ReturnType<Pages['load']>>
  return {
    mode: 'development',
    load: async () => (await vite.ssrLoadModule('virtual:remix/server-build')) as Build,
    // Vite has answered for those before.
    files: (_c, next) => next(),
  }
}
