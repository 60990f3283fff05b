import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { parseWebappEnv, type WebappEnv } from './env.ts'
import { forwardToApi } from './forward-to-api.ts'
import { createWebapp } from './index.ts'

const FORWARDED = ['/trpc/', '/api/', '/streams/']

try {
  run(parseWebappEnv(process.env))
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}

function run({ port, hostname, apiBaseUrl, secureCookies }: WebappEnv): void {
  const webapp = createWebapp({
    apiFetch: (request) => forwardToApi(request, apiBaseUrl),
    apiBaseUrl,
    secureCookies,
  })
  /** The browser stays on one origin: what is the control plane's is passed on to it. */
  const route = (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url)
    const theirs = FORWARDED.some((prefix) => pathname.startsWith(prefix))
    return theirs ? forwardToApi(request, apiBaseUrl) : webapp.fetch(request)
  }
  const app = new Hono().use(compress()).all('*', (c) => route(c.req.raw))
  const serverOptions = { requestTimeout: 60_000, headersTimeout: 15_000 }
  const server = serve({ port, hostname, serverOptions, fetch: app.fetch }, (info) => {
    console.log(JSON.stringify({ level: 'info', msg: 'web app listening', port: info.port }))
  })
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      server.close(() => process.exit(0))
      if ('closeAllConnections' in server) server.closeAllConnections()
    })
  }
}
