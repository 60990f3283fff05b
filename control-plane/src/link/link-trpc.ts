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

/** What a host is told for long, counted while it is: each costs a query at every change. */
export async function* counted<T>(
  { connection }: LinkContext,
  told: AsyncIterable<T>,
): AsyncGenerator<T> {
  connection.subscriptions += 1
  try {
    yield* told
  } finally {
    connection.subscriptions -= 1
  }
}

/** A procedure of the link: only on the newest socket of its host, only in a protocol both sides speak. */
export const linkProcedure = t.procedure.use(async ({ ctx, next, path, type }) => {
  if (!ctx.hub.isCurrent(ctx.connection)) {
    throw linkRefusal('CONFLICT', messageOf('link-superseded'))
  }
  if (ctx.connection.refusal && path !== 'hello') {
    throw linkRefusal('PRECONDITION_FAILED', ctx.connection.refusal)
  }
  if (type === 'subscription' && ctx.connection.subscriptions >= MOST_SUBSCRIPTIONS) {
    throw linkRefusal('TOO_MANY_REQUESTS', messageOf('link-too-many'))
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
