import { createMiddleware } from 'hono/factory'
import type { ApiEnv } from './api-env.ts'

/** What asks each few seconds for as long as it runs. */
const QUIET = new Set(['/healthz', '/readyz', '/metrics'])

/** One line a request, without its query, which may carry anything. */
export const logRequest = createMiddleware<ApiEnv>(async (c, next) => {
  const startedAt = performance.now()
  const { log, requestId, address } = c.get('request')
  await next()
  c.res.headers.set('X-Request-Id', requestId)
  const { method, path } = c.req
  const { status } = c.res
  const ms = Math.round(performance.now() - startedAt)
  const level = QUIET.has(path) ? 'debug' : 'info'
  log[level]({ requestId, method, path: path.slice(0, 300), status, ms, address }, 'request')
})
