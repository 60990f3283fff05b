import { inEnglish, messageOf } from '@cashbacktv/contract'
import { initTRPC, TRPCError } from '@trpc/server'
import { DomainError } from '../domain/errors.ts'
import type { LinkContext } from './link-context.ts'
import { linkRefusal } from './link-refusal.ts'

type TrpcCode = TRPCError['code']

/** What an agent is to do about it: a 5xx is tried again, any other code ends a subscription. */
const codes: Partial<Record<DomainError['code'], TrpcCode>> = {
  bad_request: 'BAD_REQUEST',
  validation_failed: 'UNPROCESSABLE_CONTENT',
  unauthenticated: 'UNAUTHORIZED',
  forbidden: 'FORBIDDEN',
  not_found: 'NOT_FOUND',
  conflict: 'CONFLICT',
  rate_limited: 'TOO_MANY_REQUESTS',
  unavailable: 'SERVICE_UNAVAILABLE',
}

const t = initTRPC.context<LinkContext>().create({
  errorFormatter: ({ shape, error }) => ({
    ...shape,
    message: messageFor(error),
    data: { code: shape.data.code, httpStatus: shape.data.httpStatus },
  }),
})

export const linkRouterFactory = t.router

/** An agent has one of each kind, and for a moment another while it begins anew. */
const MOST_SUBSCRIPTIONS = 16

/**
 * What a host is told for long, counted from here to its end: each costs a query at every change. One that
 * is stopped before it was begun has no end but that.
 *
 * @throws TRPCError where it has too many already
 */
export function counted<T>(
  { connection }: LinkContext,
  stop: AbortSignal,
  told: AsyncIterable<T>,
): AsyncIterable<T> {
  if (stop.aborted) return told
  if (connection.subscriptions >= MOST_SUBSCRIPTIONS) {
    throw linkRefusal('TOO_MANY_REQUESTS', messageOf('link-too-many'))
  }
  connection.subscriptions += 1
  let isBegun = false
  const neverBegun = () => {
    if (!isBegun) connection.subscriptions -= 1
  }
  stop.addEventListener('abort', neverBegun, { once: true })
  async function* counting() {
    isBegun = true
    try {
      yield* told
    } finally {
      connection.subscriptions -= 1
    }
  }
  return counting()
}

/** A procedure of the link: only on the newest socket of its host, only in a protocol both sides speak. */
export const linkProcedure = t.procedure.use(async ({ ctx, next, path }) => {
  if (!ctx.hub.isCurrent(ctx.connection)) {
    throw linkRefusal('CONFLICT', messageOf('link-superseded'))
  }
  if (ctx.connection.refusal && path !== 'hello') {
    throw linkRefusal('PRECONDITION_FAILED', ctx.connection.refusal)
  }
  const result = await next()
  const cause = result.ok ? null : result.error.cause
  if (cause instanceof DomainError) {
    throw new TRPCError({
      code: codes[cause.code] ?? 'INTERNAL_SERVER_ERROR',
      message: cause.message,
      cause,
    })
  }
  return result
})

/** Only sentences written for the other side leave; whatever else went wrong stays in our log. */
function messageFor(error: TRPCError): string {
  if (error.code === 'INTERNAL_SERVER_ERROR' && !(error.cause instanceof DomainError)) {
    return inEnglish(messageOf('link-fault'))
  }
  if (error.code === 'BAD_REQUEST' && error.cause) return inEnglish(messageOf('link-unclear'))
  if (error.code === 'PARSE_ERROR') return inEnglish(messageOf('link-no-json'))
  return error.message
}
