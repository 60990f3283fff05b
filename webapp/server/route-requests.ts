import { clientAddress, type TrustedProxies } from '@cashbacktv/contract'
import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { forwardToApi } from './forward-to-api.ts'
import type { Webapp } from './index.ts'

const FORWARDED = ['/trpc/', '/api/', '/streams/']

type Routed = {
  webapp: Webapp
  /** Where the control plane is reached. */
  apiBaseUrl: string
  /** Whose `X-Forwarded-For` is believed. */
  trustedProxies: TrustedProxies
}

/**
 * What the web app answers where it runs apart. The browser stays on one origin: what is the control
 * plane's is passed on to it. For whom is told by who connected, never by what a client writes of
 * itself: limits of log-ins, networks of keys and the audit go by it.
 */
export function routeRequests({ webapp, apiBaseUrl, trustedProxies }: Routed) {
  const app = new Hono<{ Bindings: HttpBindings }>()
  return app.use(compress()).all('*', (c) => {
    const request = c.req.raw
    const peer = c.env.incoming.socket.remoteAddress ?? ''
    const forwarded = request.headers.get('x-forwarded-for') ?? ''
    const address = clientAddress(peer, forwarded, trustedProxies) || null
    const { pathname } = new URL(request.url)
    const isTheirs = FORWARDED.some((prefix) => pathname.startsWith(prefix))
    return isTheirs
      ? forwardToApi(asOf(request, address), apiBaseUrl)
      : webapp.fetch(request, address)
  })
}

/** One address: a chain would leave it to the control plane to tell what of it a client has made up. */
function asOf(request: Request, address: string | null): Request {
  if (address === null) request.headers.delete('x-forwarded-for')
  else request.headers.set('x-forwarded-for', address)
  return request
}
