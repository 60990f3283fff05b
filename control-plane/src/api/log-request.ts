import { createMiddleware } from 'hono/factory'
import type { ApiEnv } from './api-env.ts'

/** One line a request, without its query, which may carry anything. */
export const logRequest = createMiddleware<ApiEnv>(async (c, next) => {
  const startedAt = performance.now()
  const { log, requestId, address } = c.get('request')
  await next()
  c.res.headers.set('X-Request-Id', requestId)
  const { method, path } = c.req
  const { status } = c.res
  const ms = Math.round(performance.now() - startedAt)
  const level = path === '/healthz' || path === '/readyz' ? 'debug' : 'info'
  log[level]({ requestId, method, path: path.slice(0, 300), status, ms, address }, 'request')
})
