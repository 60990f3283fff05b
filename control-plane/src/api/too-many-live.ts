import { messageOf } from '@cashbacktv/contract'
import { createMiddleware } from 'hono/factory'
import { DomainError } from '../domain/errors.ts'
import type { ApiEnv } from './api-env.ts'
import { takeCalls } from './limit-requests.ts'

/** What whoever opens another live connection is told where there is no place left. */
export function tooManyLive(): DomainError {
  return new DomainError('rate_limited', messageOf('too-many-live'), { retryAfterSeconds: 60 })
}

/** What begins to stream is answered 200, whatever becomes of it: who finds no place is told before. */
export const needPlace = createMiddleware<ApiEnv>(async (c, next) => {
  const ctx = c.get('request')
  // Who is nobody is told that by what is asked for.
  const caller = await ctx.authenticate().catch(() => null)
  const who = caller && { personId: caller.actor.id, address: ctx.address }
  if (who === null || ctx.places.left(who) > 0) return next()
  await takeCalls(ctx, 1)
  throw tooManyLive()
})
