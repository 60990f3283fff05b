import { clientAddress, sayClientAddress, type TrustedProxies } from '@cashbacktv/contract'
import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { forwardToApi } from './forward-to-api.ts'
import type { Webapp } from './index.ts'

const FORWARDED = ['/trpc/', '/api/', '/streams/']
/** Where the browser has asked, as a proxy in front says it. */
const OWN_PLACE = ['x-forwarded-host', 'x-forwarded-proto']

type Routed = {
  webapp: Webapp
  /** Where the control plane is reached. */
  apiBaseUrl: string
  /** Whose `X-Forwarded-*` are believed. */
  trustedProxies: TrustedProxies
}

/**
 * What the web app answers where it runs apart. The browser stays on one origin: what is the control
 * plane's is passed on to it. For whom, and where it was asked, is told by who connected, never by what a
 * client writes of itself: limits of log-ins, networks of keys, the audit and what counts as our own page go by it.
 */
export function routeRequests({ webapp, apiBaseUrl, trustedProxies }: Routed) {
  const app = new Hono<{ Bindings: HttpBindings }>()
  return app.use(compress()).all('*', (c) => {
    const request = c.req.raw
    const { headers } = request
    const peer = c.env.incoming.socket.remoteAddress ?? ''
    const forwarded = headers.get('x-forwarded-for') ?? ''
    const address = clientAddress(peer, forwarded, trustedProxies) || null
    sayClientAddress(headers, address)
    if (!trustedProxies.peer(peer)) for (const name of OWN_PLACE) headers.delete(name)
    const { pathname } = new URL(request.url)
    const isTheirs = FORWARDED.some((prefix) => pathname.startsWith(prefix))
    return isTheirs ? forwardToApi(request, apiBaseUrl) : webapp.fetch(request, address)
  })
}
