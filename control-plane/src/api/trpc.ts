import { type ErrorStatus, messageOf, type Role } from '@cashbacktv/contract'
import { initTRPC, TRPCError } from '@trpc/server'
import type { OpenApiMeta } from 'trpc-to-openapi'
import type { RequestContext } from '../context.ts'
import { errorBody } from '../domain/error-body.ts'
import { DomainError } from '../domain/errors.ts'
import { storageProblem } from '../domain/storable.ts'
import { isDatabaseAway } from './database-away.ts'
import { type DescribedError, describeError } from './describe-error.ts'
import { requireReach } from './require-reach.ts'
import { requireRole } from './require-role.ts'

/**
 * `success`: the REST status when all went well, 200 unless said. `role`: who may call it, for the tests
 * of that. `reach` is for who is limited to groups of channels: dotted paths in the input to the
 * channels that have to be in reach; `service` those that the service itself judges; or `all` where it
 * takes somebody who is not limited.
 */
export type ProcedureMeta = OpenApiMeta<{
  success?: 201 | 202 | 204
  role?: Role
  reach?: 'all' | { channels?: readonly string[]; service?: readonly string[] }
}>

const t = initTRPC
  .context<RequestContext>()
  .meta<ProcedureMeta>()
  .create({
    errorFormatter({ shape, error }) {
      const described = describeError(error)
      const body = errorBody(described.error)
      const { path, code } = shape.data
      const httpStatus = error.code === 'METHOD_NOT_SUPPORTED' ? 405 : described.status
      return { ...shape, message: body.message, data: { code, httpStatus, path, error: body } }
    },
    sse: {
      ping: { enabled: true, intervalMs: 2000 },
      client: { reconnectAfterInactivityMs: 6000 },
    },
  })

export const router = t.router
export const createCallerFactory = t.createCallerFactory

/** Errors become what clients understand; a read that met a restarting database is tried once more. */
const base = t.procedure.use(async ({ ctx, next, type, path }) => {
  let result = await next()
  if (!result.ok && type === 'query' && isDatabaseAway(result.error.cause)) result = await next()
  if (result.ok) return result
  const described = describeError(result.error)
  if (described.faultId) {
    const err = result.error.cause ?? result.error
    const { requestId } = ctx
    ctx.log.error({ err, requestId, path, faultId: described.faultId }, 'a request failed')
  }
  throw asTrpcError(described)
})

/** What went wrong before any procedure was asked, as one of them would say it. */
export function asTrpcError({ status, error: cause }: DescribedError): TRPCError {
  return new TRPCError({ code: TRPC_CODE[status], message: cause.message, cause })
}

/** Said in one place for every text of every procedure. */
const storable = t.middleware(async ({ getRawInput, next }) => {
  const problem = storageProblem(await getRawInput())
  if (problem)
    throw new DomainError('validation_failed', messageOf('fields-invalid'), { details: [problem] })
  return next()
})

/** Nobody needs to be logged in. */
export const openProcedure = base.use(storable)

/**
 * Who got hold of a key must not be able to get in without it: accounts, passwords and keys are for
 * people, and so is what lets another machine in as a host, and the server that links to set a password
 * are sent by.
 */
const PERSONAL =
  /^(auth|secondStep|passkeys|users|apiKeys)\.|^hosts\.createJoinToken$|^alertSettings\.put$/

/** What sets a second step up: all that may be done by who must have one and has none. */
const SETS_UP = /^(secondStep\.(get|begin|pending|confirm)|passkeys\.(list|begin|add))$/

function procedureFor(role: Role) {
  return base
    .meta({ role })
    .use(async ({ ctx, next, path, type }) => {
      const { actor } = await requireRole(ctx, role, { maySetUp: SETS_UP.test(path) })
      if (actor.key && type === 'mutation' && PERSONAL.test(path)) {
        throw new DomainError('forbidden', messageOf('not-for-keys'))
      }
      return next({ ctx: { ...ctx, actor } })
    })
    .use(async ({ ctx, next, meta, getRawInput }) => {
      await requireReach(ctx, meta?.reach, await getRawInput())
      return next({ ctx })
    })
    .use(storable)
}

export const viewerProcedure = procedureFor('viewer')
export const operatorProcedure = procedureFor('operator')
export const adminProcedure = procedureFor('admin')

const TRPC_CODE: Record<ErrorStatus, TRPCError['code']> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  408: 'TIMEOUT',
  409: 'CONFLICT',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  422: 'UNPROCESSABLE_CONTENT',
  429: 'TOO_MANY_REQUESTS',
  500: 'INTERNAL_SERVER_ERROR',
  503: 'SERVICE_UNAVAILABLE',
}
