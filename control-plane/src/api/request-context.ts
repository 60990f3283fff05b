import { randomUUID } from 'node:crypto'
import { clientAddress, type TrustedProxies, WHOEVER_CONNECTS } from '@cashbacktv/contract'
import type { Authenticated, RequestContext, ServiceContext } from '../context.ts'
import { ownOrigin } from '../domain/accounts/own-origin.ts'
import { DomainError } from '../domain/errors.ts'
import type { LivePlaces } from '../live/live-places.ts'
import { looksLikeApiKey } from '../services/api-keys/api-key.ts'
import { authenticate, findCaller } from '../services/auth/authenticate.ts'
import type { Security } from '../services/auth/security.ts'
import { accessTokenOf } from './credentials.ts'

/** What the API works with; made once a process. */
export type ApiContext = {
  service: ServiceContext
  security: Security
  /** For connections that stay open. */
  places: LivePlaces
  /** Whose `X-Forwarded-*` are believed. */
  trustedProxies: TrustedProxies
}

/** `peer`: who connected to us; null for calls from within the process, whose forwarded headers are our own. */
export type RequestSource = { api: ApiContext; peer: string | null }

export function requestContext(
  { api, peer }: RequestSource,
  request: Request,
  options: { strict?: boolean } = {},
): RequestContext {
  const { headers } = request
  // What is asked from within the process says for whom.
  const proxies = peer === null ? WHOEVER_CONNECTS : api.trustedProxies
  const trusted = proxies.peer(peer ?? '')
  const asked = originOf(request, trusted)
  let caller: Promise<Authenticated | null> | null = null
  const token = accessTokenOf(request, asked, options)
  const forwarded = headers.get('x-forwarded-for') ?? ''
  const address = clientAddress(peer ?? '', forwarded, proxies).slice(0, 64) || null
  const ask = async () => (token ? authenticate(api.service, api.security.tokens, token) : null)
  const askCounting = async () => {
    const found = await ask()
    if (!found && token && looksLikeApiKey(token)) await api.security.limits.takeUnknownKey(address)
    return found
  }
  const authenticateOnce = () => {
    caller ??= askCounting().catch((error) => {
      // A database that is back may be asked again.
      caller = null
      throw error
    })
    return caller
  }
  return {
    ...api.service,
    actor: null,
    requestId: randomUUID(),
    origin: ownOrigin(asked, api.service.config.ownPlace()),
    address,
    door: new URL(request.url).pathname.startsWith('/api/') ? 'rest' : 'web',
    userAgent: headers.get('user-agent'),
    security: api.security,
    places: api.places,
    authenticate: authenticateOnce,
    async recheck() {
      const known = await authenticateOnce()
      if (!known) return null
      const { familyId, issuedAt, actor } = known
      const now = actor.key
        ? await ask().catch(nobodyWhenRefused)
        : await findCaller(api.service, { familyId, issuedAt, userId: actor.id })
      return now && !now.lacksSecondStep ? now.actor : null
    },
  }
}

/** A key whose time is over meanwhile. */
function nobodyWhenRefused(error: unknown): null {
  if (error instanceof DomainError && error.code === 'unauthenticated') return null
  throw error
}

/** What the client calls us. It writes that itself: good for telling its own pages from others, for no address. */
function originOf(request: Request, trusted: boolean): string {
  const url = new URL(request.url)
  if (!trusted) return url.origin
  const host = first(request.headers.get('x-forwarded-host')) ?? url.host
  const proto = first(request.headers.get('x-forwarded-proto')) ?? url.protocol.slice(0, -1)
  const forwarded = `${proto}://${host}`
  return /^https?:\/\/[\w.:[\]-]+$/.test(forwarded) && URL.canParse(forwarded)
    ? new URL(forwarded).origin
    : url.origin
}

function first(header: string | null): string | null {
  return header?.split(',')[0]?.trim() || null
}
