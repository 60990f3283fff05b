import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { forwardToApi } from './forward-to-api.ts'
import { createWebapp } from './index.ts'

const port = Number(process.env.WEBAPP_PORT ?? 3001)
const hostname = process.env.HOST ?? '127.0.0.1'
const apiBaseUrl = (process.env.CONTROL_PLANE_URL ?? 'http://127.0.0.1:3000').replace(/\/+$/, '')
const secureCookies = (process.env.PUBLIC_URL ?? '').startsWith('https://')
const FORWARDED = ['/trpc/', '/api/', '/streams/']

const webapp = createWebapp({
  apiFetch: (request) => forwardToApi(request, apiBaseUrl),
  apiBaseUrl,
  secureCookies,
})

const app = new Hono().use(compress()).all('*', (c) => route(c.req.raw))
const server = serve({ port, hostname, fetch: app.fetch }, (info) => {
  console.log(JSON.stringify({ level: 'info', msg: 'web app listening', port: info.port }))
})
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    server.close(() => process.exit(0))
    if ('closeAllConnections' in server) server.closeAllConnections()
  })
}

/** The browser stays on one origin: what is the control plane's is passed on to it. */
function route(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url)
  const theirs = FORWARDED.some((prefix) => pathname.startsWith(prefix))
  return theirs ? forwardToApi(request, apiBaseUrl) : webapp.fetch(request)
}
