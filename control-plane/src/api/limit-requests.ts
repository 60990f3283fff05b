import { messageOf } from '@cashbacktv/contract'
import { createMiddleware } from 'hono/factory'
import type { RequestContext } from '../context.ts'
import { DomainError } from '../domain/errors.ts'
import type { Quota } from '../services/auth/request-limits.ts'
import type { ApiEnv } from './api-env.ts'
import { respondError } from './respond-error.ts'

/** Counts a request of the REST surface, and says what is left (draft-ietf-httpapi-ratelimit-headers). */
export const limitRequests = createMiddleware<ApiEnv>(async (c, next) => {
  const quota = await take(c.get('request'), 1)
  if (quota?.isSpent) c.res = respondError(c, tooMany(quota))
  else await next()
  if (!quota) return
  const { policy, limit, windowSeconds, remaining, resetSeconds } = quota
  c.res.headers.set('RateLimit-Policy', `"${policy}";q=${limit};w=${windowSeconds}`)
  c.res.headers.set('RateLimit', `"${policy}";r=${remaining};t=${resetSeconds}`)
})

/** Counts the calls of one tRPC request. @throws DomainError `rate_limited` */
export async function takeCalls(ctx: RequestContext, calls: number): Promise<void> {
  const quota = await take(ctx, calls)
  if (quota?.isSpent) throw tooMany(quota)
}

/** Null where there is no limit, and where it cannot be asked who it is: that is told by what is asked for. */
async function take(ctx: RequestContext, requests: number): Promise<Quota | null> {
  const { address, security } = ctx
  try {
    const actor = (await ctx.authenticate())?.actor ?? null
    return await security.requests.take({ actor, address }, requests)
  } catch (error) {
    if (!(error instanceof DomainError)) return null
    return security.requests.take({ actor: null, address }, requests)
  }
}

function tooMany({ limit, resetSeconds: seconds }: Quota): DomainError {
  const said = messageOf('requests-spent', { limit, seconds })
  return new DomainError('rate_limited', said, { retryAfterSeconds: seconds })
}
